"""Weighted minimax fits for the polynomials of VectorMath, with coefficients rounded to the working precision.

Needs mpmath. Prints the coefficients as C# literals, lowest order first, and the largest weighted
error of the rounded polynomial as a power of two. Run: python3 minimax.py
"""
import struct
from mpmath import mp, mpf, matrix, lu_solve, cos, pi, exp, log, log1p, tanh, erf, erfc, atanh, sin, sqrt

mp.dps = 50


def single(value):
    return mpf(struct.unpack("<f", struct.pack("<f", float(value)))[0])


def double(value):
    return mpf(float(value))


def exchange(points, basis, target, count):
    """Remez' exchange on fixed points: minimises max |target - sum c basis|. Rows of basis are already weighted."""
    size = len(points)
    reference = [round((1 - cos(pi * k / count)) / 2 * (size - 1)) for k in range(count + 1)]
    for _ in range(40):
        system = matrix(count + 1, count + 1)
        right = matrix(count + 1, 1)
        for row, index in enumerate(reference):
            for column in range(count):
                system[row, column] = basis[index][column]
            system[row, count] = (-1) ** row
            right[row] = target[index]
        solution = lu_solve(system, right)
        errors = [target[i] - sum(solution[c] * basis[i][c] for c in range(count)) for i in range(size)]
        extrema, best = [], 0
        for i in range(1, size):
            if errors[i] * errors[best] <= 0 and errors[i] != 0:
                extrema.append(best)
                best = i
            elif abs(errors[i]) > abs(errors[best]):
                best = i
        extrema.append(best)
        while len(extrema) > count + 1:
            extrema.pop(0 if abs(errors[extrema[0]]) < abs(errors[extrema[-1]]) else -1)
        if len(extrema) < count + 1:
            break
        if extrema == reference:
            break
        reference = extrema
    return [solution[c] for c in range(count)]


def fit(name, function, weight, low, high, powers, rounding, variable=lambda x: x):
    """function(x) ~ sum c_k variable(x)^powers[k]. The leading terms are kept out of the fit, so plain rounding is harmless."""
    size = 60 * (len(powers) + 2)
    low, high = mpf(low), mpf(high)
    points = [(low + high) / 2 - (high - low) / 2 * cos(pi * (k + mpf(1) / 2) / size) for k in range(size)]
    weights = [weight(x) for x in points]
    values = [function(x) for x in points]
    basis = [[w * variable(x) ** p for p in powers] for x, w in zip(points, weights)]
    target = [w * v for w, v in zip(weights, values)]
    fixed = [rounding(c) for c in exchange(points, basis, target, len(powers))]
    worst = max(abs(w * (v - sum(c * variable(x) ** p for c, p in zip(fixed, powers)))) for x, w, v in zip(points, weights, values))
    print(f"// {name}: 2^{float(log(worst, 2)):.1f}")
    for p, c in zip(powers, fixed):
        text = repr(float(c)) if rounding is double else shortest(c)
        print(f"  {p}: {text}")
    print(flush=True)


def shortest(value):
    for digits in range(6, 12):
        text = f"{float(value):.{digits}g}"
        if single(float(text)) == value:
            return text + "f"
    raise ValueError(value)


def square(x):
    return x * x


def main():
    half = log(2) / 2 * mpf("1.002")
    for count, rounding in ((5, single), (10, double)):
        fit("exp: (e^r - 1 - r) / r^2", lambda r: (exp(r) - 1 - r) / r**2, lambda r: r**2 / exp(r), -half, half, list(range(count)), rounding)

    logarithm = lambda f: (log1p(f) - f + f**2 / 2) / f**3
    logarithm_weight = lambda f: f**3 / log1p(f)
    fit("log, float: (ln(1+f) - f + f^2/2) / f^3", logarithm, logarithm_weight, sqrt(mpf(1) / 2) - 1, sqrt(mpf(2)) - 1, list(range(9)), single)
    fit("softplus, float: the same on [-1/4, 1/2]", logarithm, logarithm_weight, -0.25, 0.5, list(range(9)), single)

    rest = lambda s: (2 * atanh(s) / s - 2) / s**2
    rest_weight = lambda s: s**3 / (2 * atanh(s))
    fit("log, double: (2 atanh(s)/s - 2) / s^2", rest, rest_weight, "1e-6", "0.1716", list(range(7)), double, square)
    fit("softplus, double: the same", rest, rest_weight, "1e-6", "0.2001", list(range(8)), double, square)
    fit("power: (2 atanh(s)/s - 2 - 2/3 s^2) / s^4", lambda s: (2 * atanh(s) / s - 2 - 2 * s**2 / 3) / s**4, lambda s: s**5 / (2 * atanh(s)), "1e-5", "0.1716", list(range(7)), double, square)

    fit("tanh, float: (tanh x / x - 1) / x^2", lambda x: (tanh(x) / x - 1) / x**2, lambda x: x**3 / tanh(x), "1e-6", "0.6251", list(range(5)), single, square)

    fit("erf, float, small: erf x / x - 1", lambda x: erf(x) / x - 1, lambda x: x / erf(x), "1e-6", "0.9278", list(range(6)), single, square)
    fit("erf, float, large: ln erfc t / t + 1", lambda t: log(erfc(t)) / t + 1, lambda t: t * erfc(t) / erf(t), "0.9277", "4", list(range(7)), single)
    fit("erf, double, small", lambda x: erf(x) / x - 1, lambda x: x / erf(x), "1e-6", "0.85", list(range(11)), double, square)
    fit("erf, double, large: ln erfc t / t", lambda t: log(erfc(t)) / t, lambda t: t * erfc(t) / erf(t), "0.849", "6", list(range(18)), double)

    quarter = pi / 4 * mpf("1.001")
    for count, rounding in ((3, single), (6, double)):
        fit("sin: (sin r / r - 1) / r^2", lambda r: (sin(r) / r - 1) / r**2, lambda r: r**3 / sin(r), "1e-6", quarter, list(range(count)), rounding, square)
        fit("cos: (cos r - 1 + r^2/2) / r^4", lambda r: (cos(r) - 1 + r**2 / 2) / r**4, lambda r: r**4 / cos(r), "1e-6", quarter, list(range(count)), rounding, square)


if __name__ == "__main__":
    main()
