"""The cross-encoder in PyTorch: six BERT layers over a pair of texts and a small head on top.

Its weights are read from an ONNX file that `export.py` wrote (or the rough start): eight-bit tensors are turned back
into floats, so that training goes on from what is shipped.
"""

from __future__ import annotations

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn
from torch.nn import functional as F

HIDDEN, HEADS, LAYERS, INNER, HEAD = 384, 12, 6, 1536, 128
POSITIONS = 512


class Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.ao = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.aln, self.oln = nn.LayerNorm(HIDDEN, 1e-12), nn.LayerNorm(HIDDEN, 1e-12)
        self.fi, self.fo = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)

    def forward(self, x: torch.Tensor, mask: torch.Tensor, dropout: float) -> torch.Tensor:
        batch, length, _ = x.shape
        heads = [p(x).view(batch, length, HEADS, -1).transpose(1, 2) for p in (self.q, self.k, self.v)]
        scores = heads[0] @ heads[1].transpose(-1, -2) * (HEADS / HIDDEN) ** 0.5 + mask
        mixed = (scores.softmax(-1) @ heads[2]).transpose(1, 2).reshape(batch, length, HIDDEN)
        x = self.aln(x + F.dropout(self.ao(mixed), dropout, self.training))
        return self.oln(x + F.dropout(self.fo(F.gelu(self.fi(x))), dropout, self.training))


class Bert(nn.Module):
    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, HIDDEN)
        self.pos, self.typ = nn.Embedding(POSITIONS, HIDDEN), nn.Embedding(2, HIDDEN)
        self.eln = nn.LayerNorm(HIDDEN, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids, attention, types, dropout):
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.eln(self.word(ids) + self.pos(positions)[None] + self.typ(types))
        mask = (1.0 - attention)[:, None, None, :] * -10000.0
        for layer in self.layers:
            x = layer(x, mask, dropout)
        return x


class CrossEncoder(nn.Module):
    """Logit that two texts want the same answer, from the first token's and the mean vector."""

    def __init__(self, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.bert = Bert(vocabulary)
        self.head = nn.Sequential(nn.Linear(2 * HIDDEN, HEAD), nn.Tanh(), nn.Linear(HEAD, 1))
        self.dropout = dropout

    def forward(self, input_ids, attention_mask, token_type_ids):
        attention = attention_mask.to(self.head[0].weight.dtype)
        x = self.bert(input_ids, attention, token_type_ids, self.dropout)
        mean = (x * attention[..., None]).sum(1) / attention.sum(1, keepdim=True)
        return self.head(torch.cat([x[:, 0], mean], -1)).squeeze(1).unsqueeze(-1)


def read_onnx(path: str) -> CrossEncoder:
    """Builds the model from an eight-bit ONNX file."""
    graph = onnx.load(path).graph
    tensors = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    weights = {n.removeprefix("m."): t for n, t in tensors.items() if n.startswith("m.") and t.dtype == np.float32 and "quantized" not in n and "scale" not in n}
    bases = {n.removesuffix("_quantized") for n in tensors if n.endswith("_quantized")}
    products = {
        n.input[1]: n.name.replace("/", ".").strip(".").removeprefix("m.")
        for n in graph.node
        if n.op_type == "MatMulInteger" and n.input[1] in tensors
    }
    for base in bases:
        q, scale, zero = (tensors[f"{base}_{part}"] for part in ("quantized", "scale", "zero_point"))
        value = (q.astype(np.float32) - zero.astype(np.float32)) * scale
        if base.startswith("m.bert.") and base.endswith(".weight"):
            weights[base.removeprefix("m.")] = value
        else:
            weights[_layer_of(products[f"{base}_quantized"])] = value.T
    model = CrossEncoder(weights["bert.word.weight"].shape[0])
    model.load_state_dict({n: torch.from_numpy(np.array(v)) for n, v in weights.items()})
    return model


def _layer_of(node: str) -> str:
    """The parameter behind a quantised product: `bert.layers.0.q.MatMul_quant` or `head.head.0.Gemm_MatMul_quant`."""
    name = node.replace("_quant", "").replace(".MatMul", "").replace(".Gemm_MatMul", "").replace(".Gemm", "")
    return name.replace("head.head", "head") + ".weight"
