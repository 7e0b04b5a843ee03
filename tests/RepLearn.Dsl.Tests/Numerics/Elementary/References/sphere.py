"""Writes sphere.txt: K(κ) = ln(Γ(d/2) (2/κ)^ν exp(−κ) I_ν(κ)) with ν = d/2 − 1 and its first two derivatives, computed by mpmath with 80 digits.

Each line is: d, κ, K, K', K''. Run: python3 sphere.py > sphere.txt
"""
from mpmath import besseli, exp, gamma, log, mp, mpf, nstr

mp.dps = 80
for d in (2, 3, 4, 5, 8, 16, 31, 64, 128, 512):
    for text in ("0.0009765625", "0.015625", "0.25", "1", "1.5", "4", "10", "32", "100", "1000", "10000", "100000"):
        nu, kappa = mpf(d) / 2 - 1, mpf(text)
        below = besseli(nu, kappa)
        ratio = besseli(nu + 1, kappa) / below
        value = log(gamma(nu + 1) * (2 / kappa) ** nu * below) - kappa
        curvature = 1 - ratio * ratio - (2 * nu + 1) * ratio / kappa
        print(d, text, nstr(value, 17), nstr(ratio - 1, 17), nstr(curvature, 17))
