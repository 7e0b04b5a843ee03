"""Writes measures.json: values that the tests of clusters, classifiers, curves, maps and latents compare with.

Run with Debian's python3-sklearn: python3 make_measures.py
"""

import json
import pathlib

import numpy
import scipy
import sklearn
from scipy import integrate, ndimage, stats
from sklearn import metrics
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE, trustworthiness
from sklearn.mixture import GaussianMixture
from sklearn.neighbors import KNeighborsClassifier, NearestNeighbors

images, labels = load_digits(return_X_y=True)
images = images.astype(numpy.float32) / 16  # exact in float: the data are integers
hashes = (numpy.arange(images.size) * 7919 % 1009).reshape(images.shape)
distinct = (images.astype(float) + hashes / 1009 / 64).astype(numpy.float32).astype(float)  # hardly any two distances are equal

random = numpy.random.default_rng(5)
truth = numpy.repeat([0, 1, 2], [60, 80, 100])
centres = numpy.array([[0, 0, 0], [4, 1, 0], [1, 4, 2]])[truth]
turns = numpy.array([[[1, 0.4, 0], [0, 0.8, 0.1], [0, 0, 0.5]], [[0.6, 0, 0.3], [0, 1, 0], [0, 0, 1.2]], [[1.1, -0.5, 0], [0, 0.7, 0], [0.2, 0, 0.9]]])[truth]
points = (centres + numpy.einsum("ni,nij->nj", random.normal(size=(240, 3)), turns)).astype(numpy.float32).astype(float)


def mixture(kind):
    fitted = GaussianMixture(3, covariance_type=kind, tol=1e-13, max_iter=20000, n_init=5, random_state=0).fit(points)
    order = numpy.argsort(fitted.means_[:, 0])
    return {
        "weights": fitted.weights_[order].tolist(),
        "means": fitted.means_[order].ravel().tolist(),
        "covariances": fitted.covariances_[order].ravel().tolist(),
        "meanLogLikelihood": fitted.score(points),
        "bayesianInformation": fitted.bic(points),
        "logDensities": fitted.score_samples(points).tolist(),
        "responsibilities": fitted.predict_proba(points)[:, order].ravel().tolist(),
    }


def agreement():
    noisy = numpy.where(numpy.arange(240) % 7 == 0, (truth * 5 + numpy.arange(240)) % 4, truth)
    table = metrics.cluster.contingency_matrix(truth, noisy)
    return {
        "clusters": noisy.tolist(),
        "classes": truth.tolist(),
        "purity": float(table.max(axis=0).sum() / 240),
        "normalizedMutualInformation": metrics.normalized_mutual_info_score(truth, noisy),
        "adjustedRandIndex": metrics.adjusted_rand_score(truth, noisy),
        "silhouette": float(metrics.silhouette_score(points, truth)),
        "silhouettes": metrics.silhouette_samples(points, noisy).tolist(),
    }


def nearest():
    train, test = slice(0, 1200), slice(1200, None)
    results = {}
    for metric in ("euclidean", "cosine", "manhattan"):
        found = NearestNeighbors(n_neighbors=4, algorithm="brute", metric=metric).fit(distinct[train])
        distances, places = found.kneighbors(distinct[1200:1220])
        results[metric] = {"places": places.ravel().tolist(), "distances": distances.ravel().tolist()}
    classifier = KNeighborsClassifier(5).fit(distinct[train], labels[train])
    return results | {"predictions": classifier.predict(distinct[test]).tolist(), "accuracy": classifier.score(distinct[test], labels[test])}


def curves():
    is_anomaly = random.random(120) < 0.3
    scores = numpy.round(random.normal(size=120) * 4 + 3 * is_anomaly) / 2  # many ties
    false_rates, true_rates, _ = metrics.roc_curve(is_anomaly, scores, drop_intermediate=False)
    precisions, recalls, thresholds = metrics.precision_recall_curve(is_anomaly, scores)
    return {
        "scores": scores.tolist(),
        "isAnomaly": is_anomaly.astype(int).tolist(),
        "falsePositiveRates": false_rates.tolist(),
        "truePositiveRates": true_rates.tolist(),
        "area": metrics.roc_auc_score(is_anomaly, scores),
        "precisions": precisions[-2::-1].tolist(),
        "recalls": recalls[-2::-1].tolist(),
        "thresholds": thresholds[::-1].tolist(),
        "averagePrecision": metrics.average_precision_score(is_anomaly, scores),
    }


def maps():
    places = numpy.arange(64)
    plane = (distinct @ (numpy.stack([places * 37 % 64, places * 53 % 61], axis=1) / 64)).astype(numpy.float32).astype(float)
    embedded = TSNE(init="pca", learning_rate="auto", random_state=0).fit_transform(images.astype(float))
    return {
        "trustworthiness": {str(size): trustworthiness(distinct, plane, n_neighbors=size) for size in (5, 12)},
        "continuity": {str(size): trustworthiness(plane, distinct, n_neighbors=size) for size in (5, 12)},
        "tsneTrustworthiness": trustworthiness(images.astype(float), embedded, n_neighbors=12),
        "randomizedVariance": PCA(10, svd_solver="randomized", random_state=0).fit(images.astype(float)).explained_variance_.tolist(),
    }


def latents():
    """The mutual information gap of Chen et al. (2018) as Locatello et al. (2019) compute it: 20 bins of equal width per dimension."""
    factors = numpy.stack([numpy.arange(400) % 4, numpy.arange(400) // 80], axis=1)
    codes = numpy.stack([factors[:, 0] + random.normal(size=400) / 3, factors.sum(axis=1) + random.normal(size=400), random.normal(size=400)], axis=1)
    codes = codes.astype(numpy.float32).astype(float)
    bins = numpy.stack([numpy.digitize(column, numpy.histogram(column, 20)[1][:-1]) for column in codes.T], axis=1)
    information = numpy.array([[metrics.mutual_info_score(factor, column) for column in bins.T] for factor in factors.T])
    entropies = numpy.array([metrics.mutual_info_score(factor, factor) for factor in factors.T])
    ranked = numpy.sort(information, axis=1)[:, ::-1]
    covariance = numpy.cov(points.T)
    mean = points.mean(axis=0)
    determinant = numpy.linalg.slogdet(covariance)[1]
    weights, places, scales = numpy.array([1, 1, 1]) / 3, numpy.array([-1, 0.5, 1.5]), numpy.array([0.4, 0.7, 0.3])

    def density(z):
        return (weights * stats.norm.pdf(z, places, scales)).sum()

    return {
        "codes": codes.ravel().tolist(),
        "factors": factors.ravel().tolist(),
        "information": information.ravel().tolist(),
        "gaps": ((ranked[:, 0] - ranked[:, 1]) / entropies).tolist(),
        "totalCorrelation": (numpy.log(numpy.diag(covariance)).sum() - determinant) / 2,
        "divergence": (numpy.trace(covariance) + mean @ mean - 3 - determinant) / 2,
        "mixtureDivergence": integrate.quad(lambda z: density(z) * (numpy.log(density(z)) - stats.norm.logpdf(z)), -6, 6)[0],
    }


def median():
    picture = (hashes[:1, :35] % 23).reshape(5, 7).astype(float)
    return {"picture": picture.ravel().tolist(), "filtered": ndimage.median_filter(picture, size=3, mode="nearest").ravel().tolist()}


pathlib.Path(__file__).with_name("measures.json").write_text(
    json.dumps(
        {
            "versions": {"numpy": numpy.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__},
            "points": points.ravel().tolist(),
            "mixture": {kind: mixture(kind) for kind in ("full", "diag")},
            "agreement": agreement(),
            "nearest": nearest(),
            "curves": curves(),
            "maps": maps(),
            "latents": latents(),
            "median": median(),
            "student": {str(freedom): stats.t.ppf(0.975, freedom) for freedom in (1, 2, 3, 4, 9, 19, 50, 1000)},
        }
    )
    .replace("], ", "],\n")
    .replace("}, ", "},\n")
    + "\n"
)
