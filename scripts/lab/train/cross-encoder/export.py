"""Writes a trained cross-encoder as an eight-bit ONNX file."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from encoder import read_onnx

INPUTS = ["input_ids", "attention_mask", "token_type_ids"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", required=True, help="ONNX file that training began from")
    parser.add_argument("--state", required=True, help="checkpoint of train.py")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    model = read_onnx(options.start)
    model.load_state_dict(torch.load(options.state, weights_only=True))
    model.eval()
    example = (torch.tensor([[0, 5, 2, 6, 2]]), torch.ones(1, 5, dtype=torch.long), torch.tensor([[0, 0, 0, 1, 1]]))
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        axes = {name: {0: "batch", 1: "length"} for name in INPUTS}
        torch.onnx.export(
            _Named(model),
            example,
            plain,
            input_names=INPUTS,
            output_names=["logits"],
            dynamic_axes={**axes, "logits": {0: "batch"}},
            opset_version=17,
        )
        quantize_dynamic(plain, options.out, per_channel=True, weight_type=QuantType.QInt8)


class _Named(torch.nn.Module):
    """Gives parameters the prefix that `read_onnx` looks for."""

    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.m = model

    def forward(self, input_ids, attention_mask, token_type_ids):
        return self.m(input_ids, attention_mask, token_type_ids)


main()
