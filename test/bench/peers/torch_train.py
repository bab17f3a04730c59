"""PyTorch: torch_train.py <folder>. Data as tensors in memory, batches picked by a random permutation, no DataLoader."""
import os
import sys

import torch
from torch import nn

from rounds import Row, answer_rounds, run
from torch_nets import NETS

LOSSES = {
    "mean_squared_error": nn.MSELoss,
    "sparse_categorical_crossentropy": nn.CrossEntropyLoss,
    "binary_crossentropy": nn.BCEWithLogitsLoss,
}


def optimizer_of(model, config):
    lr = config["config"].get("learning_rate")
    if config["class_name"] == "SGD":
        return torch.optim.SGD(model.parameters(), lr=lr or 0.01)
    return torch.optim.Adam(model.parameters(), lr=lr or 0.001, eps=1e-7, fused=True)


def main():
    torch.set_num_threads(os.cpu_count())
    row = Row(sys.argv[1])
    x, y = torch.from_numpy(row.x), torch.from_numpy(row.y)
    x = x.long() if x.dtype == torch.int32 else x
    y = y.long() if y.dtype == torch.int32 else y
    model = NETS[row.number]().train().to(memory_format=torch.channels_last)
    loss_of = LOSSES[row.training["loss"]]()
    optimizer = optimizer_of(model, row.training["optimizer"])
    accuracy = "accuracy" in row.training["metrics"]

    def train(passes):
        for _ in range(passes):
            order = torch.randperm(len(x))
            total, hits = torch.zeros(()), torch.zeros((), dtype=torch.int64)
            for first in range(0, len(x), row.batch_size):
                index = order[first : first + row.batch_size]
                targets = y.index_select(0, index)
                optimizer.zero_grad()
                outputs = model(x.index_select(0, index))
                loss = loss_of(outputs, targets)
                loss.backward()
                optimizer.step()
                with torch.no_grad():
                    total += loss
                    if accuracy:
                        found = outputs.argmax(1) if outputs.shape[1] > 1 else (outputs > 0).to(targets.dtype)
                        hits += (found == targets).sum()
            total.item(), hits.item()  # an epoch's mean loss and accuracy
        return passes * len(x)

    answer_rounds({"train": train})


run(main)
