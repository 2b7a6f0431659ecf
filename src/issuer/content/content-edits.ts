import type { ContentEditRequest, ContentEditView } from '../../core/api/content-desk-contract.ts'
import type { PackLanguage } from '../../core/content/content-manifest.ts'
import { isPackName } from '../../core/content/pack-kinds.ts'
import type { Database } from '../db/open-database.ts'

/** What is not written on in this time is dropped, in seconds. */
const LIFE = 90 * 86_400

export type ContentEdits = ReturnType<typeof createContentEdits>

/**
 * What officers are writing, kept until it is a draft: a session that ends, or a closed page, loses nothing.
 */
export function createContentEdits({ query }: Database) {
  return {
    async list(officerId: string): Promise<ContentEditView[]> {
      const rows = await query
        .selectFrom('content_edits')
        .selectAll()
        .where('officer_id', '=', officerId)
        .orderBy('pack')
        .execute()
      return rows.map(({ pack, base_sha256: base, note, changes, saved_at: savedAt }) => {
        const [name = '', language] = pack.split('.')
        return {
          name,
          ...(language !== undefined && { language: language as PackLanguage }),
          base,
          note,
          changes,
          savedAt,
        }
      })
    },

    /** Keeps an edit; false of a pack that there is none of, so that an officer has one of each at most. */
    async save(officerId: string, edit: ContentEditRequest, now: number): Promise<boolean> {
      const { name, language, base, note, changes } = edit
      if (!isPackName(name)) return false
      const values = { base_sha256: base, note, changes, saved_at: now }
      await query
        .insertInto('content_edits')
        .values({ officer_id: officerId, pack: [name, language].filter(Boolean).join('.'), ...values })
        .onConflict((conflict) => conflict.columns(['officer_id', 'pack']).doUpdateSet(values))
        .execute()
      return true
    },

    async drop(officerId: string, pack: string): Promise<void> {
      await query
        .deleteFrom('content_edits')
        .where('officer_id', '=', officerId)
        .where('pack', '=', pack)
        .execute()
    },

    /** Drops what was left long ago. */
    async sweep(now: number): Promise<void> {
      await query
        .deleteFrom('content_edits')
        .where('saved_at', '<', now - LIFE)
        .execute()
    },
  }
}
