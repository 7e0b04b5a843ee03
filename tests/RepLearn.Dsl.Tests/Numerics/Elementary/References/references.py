"""Writes double.txt: values of elementary functions to about 106 bits, computed by mpmath with 60 digits.

Each line is: function, argument, then the value as the sum of two doubles; numbers as the 16 hexadecimal digits of their
bits. `power:e` has its exponent e in the name. Run: python3 references.py > double.txt
"""
import random
import struct
from mpmath import mp, mpf, cos, erf, exp, log, log1p, pi, sin, tanh

mp.dps = 60
# Softplus and sigmoid of very negative arguments, and arguments near multiples of pi, need the digits.
mp.prec = 1400
random.seed(20)


def bits(value):
    return struct.pack(">d", value).hex()


def line(name, function, x):
    exact = function(mpf(x))
    upper = float(exact)
    lower = float(exact - mpf(upper)) if abs(upper) != float("inf") else 0.0
    print(name, bits(x), bits(upper), bits(lower))


def uniform(low, high, count):
    return [random.uniform(low, high) for _ in range(count)]


def logarithmic(low, high, count, signs=(1, -1)):
    return [random.choice(signs) * 10 ** random.uniform(low, high) for _ in range(count)]


def around(values, count=2):
    """Each value's double and its neighbours: borders of ranges and places where much cancels."""
    result = []
    for value in values:
        x = float(value)
        step = abs(x) * 2.0**-52
        result += [x + k * step for k in range(-count, count + 1)]
    return result


def main():
    half_ln2 = [(k + mpf(1) / 2) * log(2) for k in (-900, -20, -2, -1, 0, 1, 20, 900)]
    for x in uniform(-708, 709, 80) + uniform(-2, 2, 80) + uniform(-745, -708, 30) + logarithmic(-20, 0, 20) + around(half_ln2, 1):
        line("exp", exp, x)
    for x in logarithmic(-307, 308, 80, (1,)) + uniform(0.5, 2, 100) + uniform(0.99, 1.01, 40) + [5e-324, 1e-310, 2.2e-308] + around([mpf(2) ** (k + mpf(1) / 2) for k in (-40, -1, 0, 1)], 1):
        line("log", log, x)
    for x in uniform(-3, 3, 100) + uniform(-20, 20, 40) + logarithmic(-300, 0, 40) + around([0.625]):
        line("tanh", tanh, x)
    for x in uniform(-5, 5, 100) + uniform(-745, 40, 60) + logarithmic(-20, 0, 20):
        line("sigmoid", lambda x: 1 / (1 + exp(-x)), x)
    for x in uniform(-5, 5, 100) + uniform(-745, 40, 60) + logarithmic(-20, 3, 30) + around([log(2), -log(2)]):
        line("softplus", lambda x: log1p(exp(x)), x)
    for x in uniform(-3, 3, 120) + uniform(-6.5, 6.5, 40) + logarithmic(-300, 0, 30) + around([0.85, 6]):
        line("erf", erf, x)
    turns = [k * pi / 2 for k in (1, 2, 3, 4, 7, 100, 12345, 636619772)] + [k * pi / 4 for k in (1, 3, 5)]
    for name, function in (("sin", sin), ("cos", cos)):
        for x in uniform(-7, 7, 80) + uniform(-1e5, 1e5, 40) + uniform(-1e9, 1e9, 60) + logarithmic(-20, 0, 20) + around(turns):
            line(name, function, x)
    for exponent in (2, 3, -1, 0.5, -0.5, 1.5, 4, -3, 2.7, 1 / 3, 100.25, -750.5):
        reach = min(300, 290 / abs(exponent))
        for x in uniform(0.4, 2.5, 15) + logarithmic(-reach, reach, 15, (1,)):
            if abs(exponent * log(mpf(x))) < 700:
                line(f"power:{exponent!r}", lambda x: x ** mpf(exponent), x)


if __name__ == "__main__":
    main()
