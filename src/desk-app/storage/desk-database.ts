import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Bytes } from '../../core/bytes.ts'
import type { DeskMode } from '../engine/desk-engine.ts'
import type { DirectoryFiles } from '../facilities/signed-directory.ts'
import type { ReceptionRecord } from '../shift/reception-record.ts'
import type { ShiftCounts } from '../shift/shift-counts.ts'

/** What was chosen on this desk. Nothing of a patient. */
export type DeskChoices = {
  readonly facility?: string
  readonly mode: DeskMode
  readonly isLoud: boolean
  readonly language: 'vi' | 'en'
}

/** Lists as they came, and when (Unix seconds); verified again each time they are opened. */
export type StoredLists = {
  readonly trustList: Bytes
  readonly statusLists: readonly Bytes[]
  readonly fetchedAt?: number
}

type KeptKey = 'settings' | 'lists' | 'directory' | 'shift'
type KeptValue = DeskChoices | StoredLists | DirectoryFiles | ShiftCounts

interface DeskSchema extends DBSchema {
  kept: {
    key: KeptKey
    value: KeptValue
  }
  records: { key: string; value: ReceptionRecord }
}

const NAME = 'vi-bhyt-desk'

/** The desk's own database; the wallet's is another, and neither opens the other's. */
export type DeskDatabase = {
  readSettings: () => Promise<DeskChoices | undefined>
  writeSettings: (settings: DeskChoices) => Promise<void>
  readLists: () => Promise<StoredLists | undefined>
  writeLists: (lists: StoredLists) => Promise<void>
  /** The signed directory of facilities as it came; verified again each time it is opened. */
  readDirectory: () => Promise<DirectoryFiles | undefined>
  writeDirectory: (files: DirectoryFiles) => Promise<void>
  readShift: () => Promise<ShiftCounts | undefined>
  /** Changes the shift's counts in one transaction, so that two windows count together. */
  changeShift: (change: (counts: ShiftCounts | undefined) => ShiftCounts) => Promise<ShiftCounts>
  readRecords: () => Promise<ReceptionRecord[]>
  putRecord: (record: ReceptionRecord) => Promise<void>
  deleteRecord: (id: string) => Promise<void>
}

/** Opens it; a browser that keeps nothing gets a desk that forgets when it is closed. */
export function openDeskDatabase(): DeskDatabase {
  const opened: Promise<IDBPDatabase<DeskSchema>> = openDB<DeskSchema>(NAME, 1, {
    upgrade(database) {
      database.createObjectStore('kept')
      database.createObjectStore('records', { keyPath: 'id' })
    },
  })
  // Told by the first use; here only kept from being reported twice.
  opened.catch(() => undefined)
  const read = async (key: KeptKey) => (await opened).get('kept', key)
  const write = async (key: KeptKey, value: KeptValue) => {
    await (await opened).put('kept', value, key)
  }
  return {
    readSettings: async () => (await read('settings')) as DeskChoices | undefined,
    writeSettings: (settings) => write('settings', settings),
    readLists: async () => (await read('lists')) as StoredLists | undefined,
    writeLists: (lists) => write('lists', lists),
    readDirectory: async () => (await read('directory')) as DirectoryFiles | undefined,
    writeDirectory: (files) => write('directory', files),
    readShift: async () => (await read('shift')) as ShiftCounts | undefined,
    async changeShift(change) {
      const transaction = (await opened).transaction('kept', 'readwrite')
      const changed = change((await transaction.store.get('shift')) as ShiftCounts | undefined)
      await transaction.store.put(changed, 'shift')
      await transaction.done
      return changed
    },
    readRecords: async () => (await opened).getAll('records'),
    async putRecord(record) {
      await (await opened).put('records', record)
    },
    async deleteRecord(id) {
      await (await opened).delete('records', id)
    },
  }
}
