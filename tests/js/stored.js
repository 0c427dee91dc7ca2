/** A browser's database: what it keeps outlasts a queue. `fails` takes a key and says whether a change of it fails. */
export function database(fails = () => false) {
  const kept = new Map();
  const changed = [];
  let last = Promise.resolve();
  const update = (key, act) => {
    const change = async () => {
      await undefined;
      if (fails(key)) throw new Error("The quota is full.");
      changed.push(key);
      kept.set(key, structuredClone(act(kept.get(key))));
    };
    const done = last.then(change);
    last = done.catch(() => {});
    return done;
  };
  return { kept, changes: changed, library: Promise.resolve({ createStore: () => () => {}, update }) };
}

/** Windows of one browser: each hears at once what another one tells. */
export function browserWindows() {
  const listening = new Set();
  const channel = () => {
    const made = {
      onmessage: undefined,
      postMessage() {
        for (const other of listening) if (other !== made) other.onmessage?.();
      },
      close: () => listening.delete(made),
    };
    listening.add(made);
    return made;
  };
  return { channel, listening };
}
