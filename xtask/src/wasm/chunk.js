// How the page's module asks for its chunks: it calls a function of `chunks` with the number of a
// function of its own to call when they are there, and what to call it with.
const chunks = (() => {
  const arriving = new Map();
  const arrive = (file) => {
    if (!arriving.has(file)) {
      const source = fetch(new URL(file, import.meta.url));
      const chunk = WebAssembly.instantiateStreaming(source, { __wasm_split: wasm });
      // One that failed is asked for again when it is next needed.
      chunk.catch(() => arriving.delete(file));
      arriving.set(file, chunk);
    }
    return arriving.get(file);
  };
  const load = (...files) => async (callback, data) => {
    const arrived = await Promise.all(files.map(arrive)).then(() => true, (error) => {
      console.error(error);
      return false;
    });
    wasm.__indirect_function_table.get(callback)(data, arrived);
  };
  return {
/* {{loaders}} */  };
})();
