// What Material's bundle expects on free pages, as a file so that no inline script is needed:
// a small store kept apart for each site, and the tab that the address names.
(() => {
  const scope = new URL(document.currentScript.dataset.base, location.href);
  const key = (name, at) => `${at.pathname}.${name}`;
  window.__md_scope = scope;
  window.__md_hash = (text) => [...text].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) | 0, 0);
  window.__md_get = (name, store = localStorage, at = scope) => JSON.parse(store.getItem(key(name, at)));
  window.__md_set = (name, value, store = localStorage, at = scope) => {
    try {
      store.setItem(key(name, at), JSON.stringify(value));
    } catch {
      // Storage is full or refused: nothing is remembered.
    }
  };
  addEventListener("DOMContentLoaded", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.name && target.name.startsWith("__tabbed_")) target.checked = true;
  });
})();
