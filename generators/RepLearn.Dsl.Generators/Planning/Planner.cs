namespace RepLearn.Dsl.Generators.Planning;

/// <summary>The passes from a program to its plan, in order. Each takes a plan and gives one with more decided.</summary>
internal static class Planner
{
    public static Plan Make(ProgramSpec program)
    {
        Plan plan = Rematerialization.Run(new Plan(program));
        plan = StageNumbering.Run(plan);
        plan = EpilogueSelection.Run(plan);
        plan = LoopFusion.Run(plan);
        PlanVerifier.VerifyOrder(plan);
        plan = LifetimeAnalysis.Run(plan);
        plan = GivenStorage.Run(plan);
        plan = InPlaceProducts.Run(plan);
        plan = StoragePlanning.Run(plan);
        PlanVerifier.VerifyStorage(plan);
        PlanVerifier.VerifyParameters(plan);
        plan = BarrierPlacement.Run(plan);
        return WorkEstimate.Run(plan);
    }
}
