/** Numbers from 0 up, largest priority first; equal priorities in ascending order, so that the order is always the same. */
export interface PriorityQueue {
  pop(): number | undefined;
  /** The priority of the next one, -Infinity when empty. */
  peek(): number;
  push(item: number): void;
}

/** A binary heap over `priorities`, which may change for an item while it is not in the queue. */
export function createPriorityQueue(items: readonly number[], priorities: Float64Array): PriorityQueue {
  const heap: number[] = [];
  const before = (a: number, b: number) => {
    const difference = (priorities[a] ?? 0) - (priorities[b] ?? 0);
    return difference > 0 || (difference === 0 && a < b);
  };
  const swap = (a: number, b: number) => {
    const held = heap[a] ?? 0;
    heap[a] = heap[b] ?? 0;
    heap[b] = held;
  };
  const push = (item: number) => {
    let at = heap.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(heap[at] ?? 0, heap[parent] ?? 0)) break;
      swap(at, parent);
      at = parent;
    }
  };
  const sink = () => {
    for (let at = 0; ;) {
      let first = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && before(heap[child] ?? 0, heap[first] ?? 0)) first = child;
      }
      if (first === at) return;
      swap(at, first);
      at = first;
    }
  };
  items.forEach(push);
  return {
    push,
    peek: () => (heap[0] === undefined ? -Infinity : (priorities[heap[0]] ?? 0)),
    pop() {
      const top = heap[0];
      const last = heap.pop();
      if (top !== undefined && last !== undefined && heap.length > 0) {
        heap[0] = last;
        sink();
      }
      return top;
    },
  };
}
