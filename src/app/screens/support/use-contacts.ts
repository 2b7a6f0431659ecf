import { useEffect, useState } from 'preact/hooks'
import { decodeUtf8 } from '../../../core/bytes.ts'
import { type OfficialContact, readOfficialContacts } from '../../../core/scam/official-contacts.ts'
import { useApp } from '../../app-state.ts'
import { readNewestPack } from '../../directory/read-facilities.ts'
import { updateContent } from '../../directory/update-content.ts'
import { contactFile } from '../../service-worker/offline-data-files.ts'

/**
 * The agency's list on this phone; none to go by while it is old (past the end of its manifest) or cannot be
 * read.
 */
export type Contacts = {
  readonly state: 'loading' | 'ready' | 'old'
  readonly list: readonly OfficialContact[] | undefined
}

export function useContacts(): Contacts {
  const { db } = useApp()
  const [contacts, setContacts] = useState<Contacts>({ state: 'loading', list: undefined })
  useEffect(() => {
    let isGone = false
    const show = async () => {
      const pack = await readNewestPack('contacts', contactFile.path, db).catch(() => undefined)
      const text = pack && decodeUtf8(pack.bytes)
      const file = text?.ok ? readOfficialContacts(text.value) : undefined
      const isUsable = file?.ok && !pack?.isOld
      if (!isGone)
        setContacts(
          isUsable ? { state: 'ready', list: file.value.contacts } : { state: 'old', list: undefined },
        )
    }
    const open = async () => {
      await show()
      if (await updateContent(db)) await show()
    }
    void open()
    return () => {
      isGone = true
    }
  }, [db])
  return contacts
}
