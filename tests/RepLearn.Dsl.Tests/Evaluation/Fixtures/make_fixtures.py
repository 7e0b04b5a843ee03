"""Writes scikit-learn.json: values that the tests of PCA, principal angles and logistic regression compare with.

Run with Debian's python3-sklearn and python3-mpmath: python3 make_fixtures.py
"""

import json
import pathlib

import mpmath
import numpy
import sklearn
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, train_test_split

images, labels = load_digits(return_X_y=True)
images = images.astype(numpy.float32) / 16  # exact in float: the data are integers
rows = images.astype(float)


def pca():
    fitted = PCA(n_components=64, svd_solver="full").fit(rows)
    components = fitted.components_
    largest = numpy.abs(components).argmax(axis=1)
    components = components * numpy.sign(components[numpy.arange(len(components)), largest])[:, None]
    errors = {}
    for size in (1, 2, 16, 64):
        few = PCA(n_components=size, svd_solver="full").fit(rows)
        rebuilt = few.inverse_transform(few.transform(rows))
        errors[str(size)] = float(((rows - rebuilt) ** 2).sum(axis=1).mean())
    return {
        "mean": fitted.mean_.tolist(),
        "explainedVariance": fitted.explained_variance_.tolist(),
        "firstThreeComponents": components[:3].ravel().tolist(),
        "errorPerImage": errors,
    }


def angles():
    first = numpy.array([[numpy.sin(1.0 + 0.7 * (i + 1) * (j + 2)) for j in range(12)] for i in range(4)])
    second = numpy.array([[numpy.cos(2.0 + 5 * i * j + j) for j in range(12)] for i in range(3)])
    second[0] = first[0] + 1e-7 * second[0]  # one angle far below what cosines can tell

    # In 60 digits: SciPy's subspace_angles is off by 4 % in the small one.
    first_basis, second_basis = orthonormal(first), orthonormal(second)
    residual = second_basis - first_basis * (first_basis.T * second_basis)
    sines = [mpmath.sqrt(abs(value)) for value in mpmath.eigsy(residual.T * residual, eigvals_only=True)]
    return {
        "first": first.ravel().tolist(),
        "second": second.ravel().tolist(),
        "angles": sorted(float(mpmath.asin(sine)) for sine in sines),
    }


def orthonormal(vectors):
    mpmath.mp.dps = 60
    return mpmath.qr(mpmath.matrix(vectors.T.tolist()), mode="skinny")[0]


def logistic_regression():
    train, test = slice(0, 1000), slice(1000, None)
    fitted = LogisticRegression(C=1.0, solver="newton-cg", tol=1e-9, max_iter=1000).fit(rows[train], labels[train])
    return {
        "weights": fitted.coef_.ravel().tolist(),
        "biases": fitted.intercept_.tolist(),
        "testAccuracy": fitted.score(rows[test], labels[test]),
        "trainAccuracy": fitted.score(rows[train], labels[train]),
    }


def probe():
    """Accuracy with 100 labels, ten a class, on raw pixels: C chosen by five-fold cross-validation, 50 draws."""
    accuracies = []
    for draw in range(50):
        train, test, train_labels, test_labels = train_test_split(rows, labels, test_size=0.25, stratify=labels, random_state=draw)
        scale = numpy.sqrt(train.var(axis=0).mean())
        train, test = (train - train.mean(axis=0)) / scale, (test - train.mean(axis=0)) / scale
        few, _, few_labels, _ = train_test_split(train, train_labels, train_size=100, stratify=train_labels, random_state=draw)
        search = GridSearchCV(LogisticRegression(max_iter=1000), {"C": [1 / 0.03, 1 / 0.3, 1 / 3, 1 / 30, 1 / 300]}, cv=5)
        accuracies.append(search.fit(few, few_labels).score(test, test_labels))
    return {"mean": numpy.mean(accuracies), "standardDeviation": numpy.std(accuracies, ddof=1)}


def eigenvalues_of_minimum_matrix():
    size = 40
    matrix = numpy.minimum.outer(numpy.arange(1, size + 1), numpy.arange(1, size + 1)).astype(float)
    return numpy.linalg.eigvalsh(matrix)[::-1].tolist()


pathlib.Path(__file__).with_name("scikit-learn.json").write_text(
    json.dumps(
        {
            "versions": {"numpy": numpy.__version__, "mpmath": mpmath.__version__, "scikit-learn": sklearn.__version__},
            "pca": pca(),
            "angles": angles(),
            "logisticRegression": logistic_regression(),
            "probe": probe(),
            "minimumMatrixEigenvalues": eigenvalues_of_minimum_matrix(),
        },
        indent=1,
    )
    + "\n"
)
