/**
 * Scripts for a page of the app's origin that keeps a copy of what the browser has stored, and puts it back:
 * the device database with its keys, which no script can read but a browser can clone, and Cache Storage.
 */

/** Takes the copy; `kept` stays in the page. */
export const keepStorage = `(async () => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const db = await done(indexedDB.open('vi-bhyt'))
  const names = [...db.objectStoreNames]
  const tx = db.transaction(names)
  const stores = await Promise.all(names.map(async (name) => {
    const store = tx.objectStore(name)
    const { keyPath, autoIncrement } = store
    const indexes = [...store.indexNames].map((each) => store.index(each))
      .map(({ name, keyPath, unique, multiEntry }) => ({ name, keyPath, unique, multiEntry }))
    const [keys, rows] = await Promise.all([done(store.getAllKeys()), done(store.getAll())])
    return { name, keyPath, autoIncrement, indexes, keys, rows }
  }))
  const version = db.version
  db.close()
  const kept = []
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) kept.push({ name, url: request.url, response: await cache.match(request) })
  }
  window.kept = { version, stores, caches: kept }
  window.done = done
  return kept.length
})()`

/** Puts all of it back, whatever stands there now. */
export const restoreStorage = `(async () => {
  window.held?.abort()
  window.held = undefined
  await done(indexedDB.deleteDatabase('vi-bhyt'))
  const opening = indexedDB.open('vi-bhyt', kept.version)
  opening.onupgradeneeded = () => {
    for (const { name, keyPath, autoIncrement, indexes } of kept.stores) {
      const store = opening.result.createObjectStore(name, { keyPath, autoIncrement })
      for (const each of indexes) store.createIndex(each.name, each.keyPath, { unique: each.unique, multiEntry: each.multiEntry })
    }
  }
  const db = await done(opening)
  const tx = db.transaction(kept.stores.map(({ name }) => name), 'readwrite')
  for (const { name, keyPath, keys, rows } of kept.stores)
    rows.forEach((row, index) => tx.objectStore(name).put(row, ...(keyPath === null ? [keys[index]] : [])))
  await new Promise((resolve, reject) => { tx.oncomplete = resolve; tx.onabort = () => reject(tx.error) })
  db.close()
  for (const { name, url, response } of kept.caches) await (await caches.open(name)).put(url, response.clone())
})()`
