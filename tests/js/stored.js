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
