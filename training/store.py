"""A learned encoder as the files that the tagger reads: ``words.txt`` and ``network.npz``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from torch import nn

from claimcheck.extraction.tagger.network import MOST_PIECES
from claimcheck.extraction.tagger.wordpiece import BEGIN, END, UNKNOWN

#: Largest whole number of a weight.
_WEIGHT = 127


def store(folder: Path, encoder: nn.Module, words: Sequence[str]) -> None:
    """Write the files; pieces of other scripts than Latin are left out."""
    kept = [number for number, word in enumerate(words) if _is_kept(word)]
    folder.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"{words[number]}\n" for number in kept)
    (folder / "words.txt").write_text(lines, encoding="utf-8")
    np.savez(folder / "network.npz", **arrays_of(encoder, kept))


def arrays_of(encoder: Any, kept: Sequence[int]) -> dict[str, np.ndarray[Any, Any]]:
    """The encoder's weights by the names that ``network_of`` asks for."""
    body = encoder.body
    embeddings = body.embeddings
    rows, scale = _whole(_array(embeddings.word_embeddings.weight)[list(kept)])
    places = embeddings.position_embeddings.weight + embeddings.token_type_embeddings.weight[0]
    found: dict[str, np.ndarray[Any, Any]] = {
        "pieces.whole": rows, "pieces.scale": scale[:, None], "places": _array(places)[:MOST_PIECES],
        "layers": np.int64(len(body.encoder.layer)), "heads": np.int64(body.config.num_attention_heads),
        **_norm("first", embeddings.LayerNorm), **_linear("last", encoder.answers),
    }
    for number, layer in enumerate(body.encoder.layer):
        own = layer.attention.self
        found |= _linear(f"{number}.attend", own.query, own.key, own.value)
        found |= _linear(f"{number}.gather", layer.attention.output.dense)
        found |= _norm(f"{number}.after_attention", layer.attention.output.LayerNorm)
        found |= _linear(f"{number}.widen", layer.intermediate.dense)
        found |= _linear(f"{number}.narrow", layer.output.dense)
        found |= _norm(f"{number}.after_wide", layer.output.LayerNorm)
    return found


def _is_kept(word: str) -> bool:
    if len(word) > 1 and word.startswith("["):
        return word in (BEGIN, END, UNKNOWN)
    return all(ord(c) < 0x250 or 0x2000 <= ord(c) < 0x2300 for c in word)


def _linear(name: str, *products: Any) -> Mapping[str, np.ndarray[Any, Any]]:
    whole, scale = _whole(np.concatenate([_array(own.weight) for own in products]))
    constant = np.concatenate([_array(own.bias) for own in products])
    across = np.ascontiguousarray(whole.T)
    return {f"{name}.whole": across, f"{name}.scale": scale, f"{name}.constant": constant}


def _norm(name: str, norm: Any) -> Mapping[str, np.ndarray[Any, Any]]:
    return {f"{name}.gain": _array(norm.weight), f"{name}.shift": _array(norm.bias)}


def _whole(rows: np.ndarray[Any, Any]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Rows as whole numbers, and what each was divided by."""
    scale = (np.maximum(np.abs(rows).max(-1), 1e-12) / np.float32(_WEIGHT)).astype(np.float32)
    return np.rint(rows / scale[:, None]).astype(np.int8), scale


def _array(weight: Any) -> np.ndarray[Any, Any]:
    found: np.ndarray[Any, Any] = weight.detach().float().numpy()
    return found
