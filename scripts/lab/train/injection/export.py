"""Writes a checkpoint as int8 ONNX with its tokenizer, and checks that it says the same as the checkpoint."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from corpus import read_lines
from network import Network, Shape


class TwoLabels(torch.nn.Module):
    """The network with a logit for each label, as classifiers have it."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        logits = self.network(input_ids, attention_mask.float())
        return torch.cat([torch.zeros_like(logits), logits], dim=1)


def with_marks(definition: dict) -> dict:
    """The tokenizer's definition, so that it puts the marks of begin and end around a text."""
    single = [
        {"SpecialToken": {"id": "<s>", "type_id": 0}},
        {"Sequence": {"id": "A", "type_id": 0}},
        {"SpecialToken": {"id": "</s>", "type_id": 0}},
    ]
    marks = {name: {"id": name, "ids": [number], "tokens": [name]} for name, number in (("<s>", 0), ("</s>", 2))}
    definition["post_processor"] = {
        "type": "TemplateProcessing",
        "single": single,
        "pair": single,
        "special_tokens": marks,
    }
    return definition


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True, help="JSON lines to compare on")
    parser.add_argument("--out", type=Path, required=True, help="folder for network.onnx and tokenizer.json")
    options = parser.parse_args()
    state = torch.load(options.checkpoint, weights_only=True)
    network = Network(Shape(**state["shape"]), dropout=0.0).eval()
    network.load_state_dict(state["weights"])
    model = TwoLabels(network).eval()
    example = (torch.tensor([[0, 5, 6, 2]]), torch.ones((1, 4), dtype=torch.int64))
    axes = {name: {0: "batch", 1: "length"} for name in ("input_ids", "attention_mask")}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            model, example, str(plain), input_names=["input_ids", "attention_mask"], output_names=["logits"],
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )
        quantize_dynamic(
            plain, options.out / "network.onnx", weight_type=QuantType.QInt8, per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
    source = json.loads((options.checkpoint.parent / "tokenizer.json").read_text())
    (options.out / "tokenizer.json").write_text(json.dumps(with_marks(source), ensure_ascii=False, separators=(",", ":")))
    compare(model, options)


def compare(model: torch.nn.Module, options: argparse.Namespace) -> None:
    tokenizer = Tokenizer.from_file(str(options.out / "tokenizer.json"))
    session = onnxruntime.InferenceSession(str(options.out / "network.onnx"))
    pairs = []
    for sample in read_lines(options.texts)[::40][:200]:
        ids = np.array([tokenizer.encode(sample.text[:400]).ids[:100]])
        mask = np.ones_like(ids)
        with torch.no_grad():
            whole = model(torch.from_numpy(ids), torch.from_numpy(mask))[0, 1].item()
        pairs.append((whole, session.run(None, {"input_ids": ids, "attention_mask": mask})[0][0, 1]))
    values = np.array(pairs)
    size = (options.out / "network.onnx").stat().st_size
    print(f"{size / 1e6:.2f} MB; correlation {np.corrcoef(values.T)[0, 1]:.4f}, largest difference {np.abs(values[:, 0] - values[:, 1]).max():.3f}")


if __name__ == "__main__":
    main()
