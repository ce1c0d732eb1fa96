/**
 * What is read of a text or a word, once for each: a question is compared with several candidates, and a stored one with
 * many questions.
 */
export function readOnce<Read extends object, Value>(read: (of: Read) => Value): (of: Read) => Value {
  const known = new WeakMap<Read, { readonly value: Value }>();
  return (of) => {
    const before = known.get(of);
    if (before) return before.value;
    const value = read(of);
    known.set(of, { value });
    return value;
  };
}
