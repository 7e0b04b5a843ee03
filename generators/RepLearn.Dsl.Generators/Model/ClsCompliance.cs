namespace RepLearn.Dsl.Generators.Model;

/// <summary>What a class is said to be under the Common Language Specification, which knows no unsigned seeds.</summary>
internal enum ClsCompliance
{
    /// <summary>Nothing, or not compliant.</summary>
    None,

    /// <summary>What its assembly, or a type around it, is: compliant.</summary>
    Inherited,

    /// <summary>Compliant by an attribute of its own, beside which there can be no other.</summary>
    Claimed,
}
