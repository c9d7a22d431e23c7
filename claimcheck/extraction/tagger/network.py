"""The tagger's network: a small transformer encoder, run so that every machine gets the same numbers.

Vaswani et al., "Attention Is All You Need" (2017), and Devlin et al., "BERT" (2019). Before each product of
matrices both sides are rounded to small whole numbers, so that every sum in it is exact in single precision
whatever the order of adding, the processor or the number of threads. What is between the products is taken
in double precision or from a table. That is why the rows of one call do not depend on each other's company.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

__all__ = ["MOST_PIECES", "Network", "network_of"]

Array: TypeAlias = "np.ndarray[Any, np.dtype[np.float32]]"

#: The longest text that is read in one go, in pieces with the two that begin and end it.
MOST_PIECES = 128

#: Largest whole numbers of each kind. A sum of 384 products of 127 and 255 stays under 2**24, as do one of
#: 64 products of 511 and 511, and one of weights that sum to 4,095 with 511.
_WEIGHT, _ACTIVE, _HEAD, _SHARE = 127, 255, 511, 4_095
_ROWS = 384
_TINY = np.float32(1e-12)
#: The activation is looked up: steps in one, and the value beyond which it is the number itself, or nothing.
_STEPS, _REACH = 256, 8


def _gelu(x: float) -> float:
    """Hendrycks and Gimpel, "Gaussian Error Linear Units" (2016), the form with tanh."""
    return 0.5 * x * (1 + math.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


_GELU = np.array([_gelu(step / _STEPS) for step in range(-_REACH * _STEPS, _REACH * _STEPS + 1)], np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class _Linear:
    """Weights as whole numbers, shape (in, out); a scale and a constant for each column."""

    whole: Array
    scale: Array
    constant: Array

    def of(self, rows: Array) -> Array:
        whole, scale = _whole(rows, _ACTIVE)
        parts = [slice(start, start + _ROWS) for start in range(0, len(self.whole), _ROWS)]
        total = whole[:, parts[0]] @ self.whole[parts[0]]
        for part in parts[1:]:
            total += whole[:, part] @ self.whole[part]
        total *= self.scale
        total *= scale
        total += self.constant
        return total


@dataclass(frozen=True, slots=True, eq=False)
class _Norm:
    """Ba et al., "Layer Normalization" (2016)."""

    gain: Array
    shift: Array

    def of(self, rows: Array) -> Array:
        wide = rows.astype(np.float64)
        wide -= wide.mean(-1, keepdims=True)
        wide /= np.sqrt((wide * wide).mean(-1, keepdims=True) + 1e-12)
        wide *= self.gain
        wide += self.shift
        return wide.astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class _Layer:
    """One block of the encoder: attention, then two products with an activation between."""

    attend: _Linear
    gather: _Linear
    after_attention: _Norm
    widen: _Linear
    narrow: _Linear
    after_wide: _Norm

    def of(self, rows: Array, texts: Sequence[slice], heads: int) -> Array:
        mixed = self.attend.of(rows)
        seen = np.concatenate([_attention(mixed[text], heads) for text in texts])
        rows = self.after_attention.of(rows + self.gather.of(seen))
        wide = _activated(self.widen.of(rows))
        return self.after_wide.of(rows + self.narrow.of(wide))


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Embeddings of pieces and places, layers, and the last product, with a column for each answer."""

    pieces: Array
    piece_scale: Array
    places: Array
    first: _Norm
    layers: tuple[_Layer, ...]
    last: _Linear
    heads: int

    def answers(self, texts: Sequence[Sequence[int]]) -> list[Array]:
        """For each text, given as numbers of pieces, an array (pieces, answers) of log-odds."""
        ends = np.cumsum([len(text) for text in texts])
        spans = [slice(int(end) - len(text), int(end)) for text, end in zip(texts, ends, strict=True)]
        numbers = np.concatenate([np.asarray(text) for text in texts])
        places = np.concatenate([np.arange(len(text)) for text in texts])
        rows = self.first.of(self.pieces[numbers] * self.piece_scale[numbers] + self.places[places])
        for layer in self.layers:
            rows = layer.of(rows, spans, self.heads)
        answers = self.last.of(rows)
        return [answers[span] for span in spans]


def network_of(stored: Mapping[str, Any]) -> Network:
    """A network from the arrays of a file; ``KeyError`` where one is missing."""
    def linear(name: str) -> _Linear:
        whole = stored[f"{name}.whole"].astype(np.float32)
        return _Linear(whole, stored[f"{name}.scale"], stored[f"{name}.constant"])

    def norm(name: str) -> _Norm:
        return _Norm(stored[f"{name}.gain"], stored[f"{name}.shift"])

    layers = tuple(
        _Layer(linear(f"{n}.attend"), linear(f"{n}.gather"), norm(f"{n}.after_attention"),
               linear(f"{n}.widen"), linear(f"{n}.narrow"), norm(f"{n}.after_wide"))
        for n in range(int(stored["layers"])))
    return Network(stored["pieces.whole"], stored["pieces.scale"], stored["places"], norm("first"), layers,
                   linear("last"), int(stored["heads"]))


def _whole(rows: Array, largest: int) -> tuple[Array, Array]:
    """Rows as whole numbers up to ``largest``, and what each row was divided by."""
    most = np.maximum(rows.max(-1, keepdims=True), -rows.min(-1, keepdims=True))
    scale = np.maximum(most, _TINY) / np.float32(largest)
    whole = rows / scale
    return np.rint(whole, out=whole), scale


def _activated(rows: Array) -> Array:
    """The activation of each number, to the nearest step."""
    steps = rows * np.float32(_STEPS)
    steps += np.float32(_REACH * _STEPS + .5)
    found: Array = _GELU.take(steps.astype(np.intp), mode="clip")
    return np.where(rows > _REACH, rows, found) if rows.max() > _REACH else found


def _attention(mixed: Array, heads: int) -> Array:
    """What each piece of a text takes from the others; ``mixed`` holds query, key and value side by side."""
    size = len(mixed)
    width = mixed.shape[1] // 3 // heads
    query, key, value = mixed.reshape(size, 3, heads, width).transpose(1, 2, 0, 3)
    (query, of_query), (key, of_key) = _whole(query, _HEAD), _whole(key, _HEAD)
    likeness = (query @ key.transpose(0, 2, 1) * of_query * of_key.transpose(0, 2, 1)).astype(np.float64)
    likeness = np.exp((likeness - likeness.max(-1, keepdims=True)) / math.sqrt(width))
    shares = np.rint(likeness / likeness.sum(-1, keepdims=True) * _SHARE).astype(np.float32)
    shared = np.maximum(shares.sum(-1, keepdims=True), 1)
    value, of_value = _whole(value.transpose(0, 2, 1), _HEAD)
    taken = shares @ value.transpose(0, 2, 1) * of_value.transpose(0, 2, 1) / shared
    gathered: Array = taken.transpose(1, 0, 2).reshape(size, heads * width)
    return gathered
