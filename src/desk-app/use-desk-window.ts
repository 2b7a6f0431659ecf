import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { parseRootKeys } from '../core/credential/root-keys.ts'
import { unwrapScan } from '../core/qr/scan-text.ts'
import { readClock } from '../ui/browser/clock.ts'
import { useOnline } from '../ui/browser/network.ts'
import type { ListFiles, OpenLists } from '../verifier/open-lists.ts'
import { playSound } from './browser/sounds.ts'
import type { DeskLanguage } from './desk-texts.ts'
import { type DeskAnswer, remarkAnswer, type ScanRemark } from './engine/desk-answer.ts'
import { createDeskEngine, type DeskMode, type ListsError } from './engine/desk-engine.ts'
import { createSharedMemory } from './engine/shared-memory.ts'
import { type DirectoryOutcome, useFacilityDirectory } from './facilities/use-facility-directory.ts'
import { createDeskClock } from './lists/desk-clock.ts'
import { readListFiles } from './lists/read-list-files.ts'
import type { ReceptionReason, ReceptionRecord } from './shift/reception-record.ts'
import { countAnswer, type ShiftCounts } from './shift/shift-counts.ts'
import { type DeskChoices, openDeskDatabase } from './storage/desk-database.ts'

declare const __ROOT_KEYS__: string

/** For how long an answer stands on the screen, in milliseconds. */
export const ANSWER_LIFE = 30_000

/** Scans and lists wait this long for what is kept on the desk, in milliseconds; a database may hang. */
const OPEN_LIMIT = 5_000

/** How often the lists are fetched while there is a network, in milliseconds. */
const REFRESH_EVERY = 15 * 60_000

/** An answer on the screen, and when it came (Unix seconds). */
export type ShownAnswer = {
  readonly answer: DeskAnswer
  readonly at: number
  readonly key: number
  /** The very same text was read again since: whoever shows it now may be somebody else. */
  readonly isReadAgain?: boolean
}

/** The last text that was let pass: read again while its answer stands, it is no new answer. */
type Standing = {
  readonly text: string
  readonly shown: ShownAnswer
  /** By `performance.now`. */
  readonly until: number
}

/** How the last taking of lists ended. */
export type ListsOutcome = 'taken' | 'unchanged' | ListsError

const shippedSettings: DeskChoices = { mode: 'quick', isLoud: true, language: 'vi' }

/** `2026-11-29T07` by the desk's clock. */
function hourOf(time: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}T${two(time.getHours())}`
}

/** Remarks that tell of no code, and so of no other person. */
const ofNoCode: readonly ScanRemark[] = ['again', 'only-enter']

/** Whether a verdict is green or amber: what is red stays red by itself. */
const isLetPass = (answer: DeskAnswer): boolean =>
  answer.kind === 'verdict' && (answer.colour === 'green' || answer.colour === 'amber')

/** A promise that is kept by a call. */
function createLatch(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

const nameOf = (answer: DeskAnswer): string =>
  answer.kind === 'verdict' ? answer.outcome.verdict : answer.kind === 'number' ? 'number' : answer.remark

/** Everything that a desk's window knows and does; one for each window. */
export function useDeskWindow() {
  const database = useMemo(openDeskDatabase, [])
  const clock = useMemo(createDeskClock, [])
  const engine = useMemo(() => {
    const roots = parseRootKeys(__ROOT_KEYS__)
    const channel = 'BroadcastChannel' in window ? new BroadcastChannel('vi-bhyt-desk-memory') : undefined
    return createDeskEngine({
      roots: roots.ok ? roots.value : [],
      // A page that trusts the demo's root alone was built for a demo.
      takesSpecimens: roots.ok && roots.value.every(({ demo }) => demo),
      now: readClock,
      random: () => crypto.getRandomValues(new Uint8Array(16)),
      memory: createSharedMemory(channel),
    })
  }, [])
  const isOnline = useOnline()
  const [settings, setSettings] = useState<DeskChoices>(shippedSettings)
  const [isKept, setKept] = useState(true)
  const [lists, setLists] = useState<OpenLists>()
  const [listsOutcome, setListsOutcome] = useState<ListsOutcome>()
  const [hasAskedForLists, setAskedForLists] = useState(false)
  const [directoryOutcome, setDirectoryOutcome] = useState<DirectoryOutcome>()
  const [shown, setShown] = useState<ShownAnswer>()
  const [isJudging, setJudging] = useState(false)
  const [shift, setShift] = useState<ShiftCounts>()
  const [records, setRecords] = useState<readonly ReceptionRecord[]>([])
  const [clockOffset, setClockOffset] = useState<number>()
  /** Of the scan before: answers come in the order of the scans, however long each takes. */
  const turn = useRef<Promise<void>>(Promise.resolve())
  /** Opens when settings and lists that this desk keeps were read. */
  const kept = useMemo(createLatch, [])
  /** Whether the kept settings were read: until then nothing is written over them. */
  const isRead = useRef(false)
  /** What was chosen before that. */
  const chosen = useRef<Partial<DeskChoices>>(undefined)
  const current = useRef(settings)
  current.current = settings
  /** A damaged text that the keyboard brought: twice the same is no lost key. */
  const damaged = useRef('')
  const key = useRef(0)
  const blankTimer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const standing = useRef<Standing>(undefined)
  /** When the browser last put the page aside, as `performance.now` says. */
  const asideAt = useRef(Number.NEGATIVE_INFINITY)

  const notKept = () => setKept(false)
  const directory = useFacilityDirectory(database)

  const takeLists = useCallback(async (files: ListFiles, keep: boolean): Promise<ListsOutcome> => {
    const taken = await engine.takeLists(files)
    setLists(engine.lists())
    if (!taken.ok) return taken.error
    const { trustList, statusLists } = taken.value
    for (const { issuedAt } of [trustList, ...statusLists]) clock.sawList(issuedAt, readClock())
    setClockOffset(clock.offset())
    const held = engine.files()
    if (keep && held) {
      // All that is held, not only what came this time.
      await database.writeLists({ statusLists: [], ...held, fetchedAt: readClock() }).catch(notKept)
    }
    return 'taken'
  }, [])

  /** What another window of this desk has taken: what this one writes must not put it back. */
  const takeKept = useCallback(async () => {
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, OPEN_LIMIT))
    const files = await Promise.race([database.readLists(), late]).catch(() => {
      notKept()
      return undefined
    })
    if (files) await takeLists(files, false)
  }, [])

  const refreshLists = useCallback(async (): Promise<ListsOutcome> => {
    // With the contract's schemas: large, and not needed for the first scan.
    const loaded = await import('./lists/refresh-lists.ts').catch(() => undefined)
    const fetched = await loaded?.fetchLists()
    await takeKept()
    if (!fetched) return 'unchanged'
    if (fetched.clockDifference !== undefined) {
      clock.heardIssuer(readClock() + fetched.clockDifference, readClock())
      setClockOffset(clock.offset())
    }
    return takeLists(fetched, true)
  }, [])

  useEffect(() => {
    const limit = setTimeout(kept.open, OPEN_LIMIT)
    const open = async () => {
      const [choices, files, counts, reception] = await Promise.all([
        database.readSettings(),
        database.readLists(),
        database.readShift(),
        database.readRecords(),
      ]).catch(() => {
        notKept()
        return [undefined, undefined, undefined, []] as const
      })
      current.current = { ...current.current, ...choices, ...chosen.current }
      setSettings(current.current)
      isRead.current = true
      if (chosen.current) database.writeSettings(current.current).catch(notKept)
      setShift(counts)
      setRecords(reception)
      // Names are read beside it: no question of the lists waits for them, nor they for the network.
      const named = directory.open().catch(notKept)
      if (files) await takeLists(files, false)
      // A desk that has never been online begins with what came along, and goes on with what comes with a
      // newer build; an older list never replaces what is held.
      const shipped = await fetch('/trust-list.cose').then(
        async (response) => (response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined),
        () => undefined,
      )
      const statusLists = engine.lists() ? [] : (files?.statusLists ?? [])
      if (shipped) await takeLists({ trustList: shipped, statusLists }, false)
      kept.open()
      await refreshLists()
      setAskedForLists(true)
      await named
      await directory.refresh().catch(notKept)
    }
    void open()
    const refreshAll = async () => {
      await refreshLists()
      await directory.refresh().catch(notKept)
    }
    const timer = setInterval(() => void refreshAll(), REFRESH_EVERY)
    const online = () => void refreshAll()
    addEventListener('online', online)
    return () => {
      clearTimeout(limit)
      clearInterval(timer)
      removeEventListener('online', online)
    }
  }, [])

  const hide = useCallback(() => {
    clearTimeout(blankTimer.current)
    setShown(undefined)
  }, [])
  /** Takes the answer away for good: who comes now is another person, whatever they show. */
  const blank = useCallback(() => {
    standing.current = undefined
    hide()
  }, [])
  // The timers of a page that the browser puts aside as it is stand still: the answer would be there again.
  useEffect(() => {
    const leave = () => {
      asideAt.current = performance.now()
      blank()
    }
    addEventListener('pagehide', leave)
    return () => removeEventListener('pagehide', leave)
  }, [])

  const showUntil = (next: ShownAnswer, until: number) => {
    clearTimeout(blankTimer.current)
    blankTimer.current = setTimeout(blank, until - performance.now())
    setShown(next)
  }

  /** Shows the answer to a scan of then, unless the page was put aside since: the patient is another one. */
  const show = useCallback((answer: DeskAnswer, since: number, text = '') => {
    if (since <= asideAt.current) return
    key.current += 1
    const next = { answer, at: readClock(), key: key.current }
    const until = performance.now() + ANSWER_LIFE
    showUntil(next, until)
    if (isLetPass(answer)) standing.current = { text: unwrapScan(text), shown: next, until }
    else if (answer.kind !== 'remark' || !ofNoCode.includes(answer.remark)) standing.current = undefined
    if (current.current.isLoud) playSound(answer.kind === 'verdict' ? answer.colour : 'none')
    if (answer.kind === 'verdict' && answer.outcome.skewSeconds !== undefined) {
      clock.sawPhone(answer.outcome.skewSeconds)
      setClockOffset(clock.offset())
    }
    const took = performance.now() - since
    const counted = { name: nameOf(answer), hour: hourOf(new Date()), now: readClock(), took }
    database
      .changeShift((counts) => countAnswer(counts, counted))
      .then(setShift, () => {
        notKept()
        setShift((counts) => countAnswer(counts, counted))
      })
  }, [])

  const isStanding = (text: string): boolean =>
    standing.current?.text === unwrapScan(text) && performance.now() < standing.current.until

  /**
   * A scanner reads on while the patient still holds the phone, and people press twice: the answer to the
   * same text stays what it is, with the time that it had left. Nothing sounds or is counted, and the screen
   * says that this is no new answer, since a copy in other hands is the same text as well.
   */
  const showAgain = useCallback((text: string): boolean => {
    if (!standing.current || !isStanding(text)) return false
    showUntil({ ...standing.current.shown, isReadAgain: true }, standing.current.until)
    return true
  }, [])

  const startJudging = useCallback(() => {
    // What the one before was is nobody's business while the next is checked.
    hide()
    setJudging(true)
  }, [])

  /** Answers scans one after the other, as they came. */
  const inTurn = useCallback(async <Answer>(answerScan: () => Promise<Answer>): Promise<Answer> => {
    const before = turn.current
    const own = createLatch()
    turn.current = own.opened
    try {
      await before
      return await answerScan()
    } finally {
      if (turn.current === own.opened) setJudging(false)
      own.open()
    }
  }, [])

  /**
   * Judges a text, by the counter code that is shown when the lists are there; `fromKeyboard` where keys may
   * have been lost on the way. Nothing for a text whose answer stands: it was read again.
   */
  const judge = useCallback(
    async (
      text: string,
      { readNonce, fromKeyboard = false }: { readNonce: () => string | undefined; fromKeyboard?: boolean },
    ) => {
      const since = performance.now()
      if (!isStanding(text)) startJudging()
      return inTurn(async () => {
        await kept.opened
        if (showAgain(text)) return undefined
        startJudging()
        const answer = await engine.judge(text, current.current.facility, readNonce())
        const isDamaged =
          answer.kind === 'verdict' && /^(malformed|bad_signature)$/.test(answer.outcome.verdict)
        const isFirst = damaged.current !== text
        damaged.current = isDamaged ? text : ''
        show(fromKeyboard && isDamaged && isFirst ? remarkAnswer('again') : answer, since, text)
        return answer
      })
    },
    [],
  )

  const changeSettings = useCallback((changes: Partial<DeskChoices>) => {
    if (!isRead.current) chosen.current = { ...chosen.current, ...changes }
    current.current = { ...current.current, ...changes }
    setSettings(current.current)
    if (isRead.current) database.writeSettings(current.current).catch(notKept)
  }, [])

  return {
    settings,
    isKept,
    isOnline,
    lists,
    listsOutcome,
    hasAskedForLists,
    directory: directory.directory,
    directoryOutcome,
    shown,
    isJudging,
    shift,
    records,
    clockOffset,
    blank,
    remark: (remark: ScanRemark) => {
      const since = performance.now()
      startJudging()
      return inTurn(async () => show(remarkAnswer(remark), since))
    },
    judge,
    askCounterCode: engine.ask,
    chooseMode: (mode: DeskMode) => {
      standing.current = undefined
      changeSettings({ mode })
    },
    chooseLanguage: (language: DeskLanguage) => changeSettings({ language }),
    chooseFacility: (facility: string) => {
      standing.current = undefined
      changeSettings({ facility })
    },
    setLoud: (isLoud: boolean) => changeSettings({ isLoud }),
    refreshLists: async () => {
      setDirectoryOutcome(undefined)
      setListsOutcome(await refreshLists())
      await directory.refresh().catch(notKept)
    },
    takeFiles: async (files: readonly Blob[]) => {
      await takeKept()
      const read = await readListFiles(files, engine.files()?.trustList)
      const outcome = read && (await takeLists(read, true))
      const ofDirectory = await directory.takeFiles(files).catch(() => {
        notKept()
        return undefined
      })
      setDirectoryOutcome(ofDirectory)
      setListsOutcome(outcome ?? (ofDirectory ? undefined : 'malformed'))
    },
    resetShift: () => {
      const fresh: ShiftCounts = { startedAt: readClock(), hours: {}, times: [] }
      setShift(fresh)
      database.changeShift(() => fresh).catch(notKept)
    },
    makeRecord: async (reason: ReceptionReason) => {
      const answer = shown?.answer
      if (!answer || answer.kind === 'remark') return
      const record: ReceptionRecord = {
        id: crypto.getRandomValues(new Uint32Array(3)).join('-'),
        at: shown.at,
        verdict: answer.kind === 'verdict' ? answer.outcome.verdict : 'number',
        reason,
        ...(answer.kind === 'verdict' && answer.hash !== undefined && { hash: answer.hash }),
        ...(settings.facility !== undefined && { facility: settings.facility }),
      }
      setRecords((before) => [...before, record])
      await database.putRecord(record).catch(notKept)
    },
    finishRecord: async (record: ReceptionRecord) => {
      const finished = { ...record, finishedAt: readClock() }
      setRecords((before) => before.map((each) => (each.id === record.id ? finished : each)))
      await database.putRecord(finished).catch(notKept)
    },
    deleteRecord: async ({ id }: ReceptionRecord) => {
      setRecords((before) => before.filter((each) => each.id !== id))
      await database.deleteRecord(id).catch(notKept)
    },
  }
}

export type Desk = ReturnType<typeof useDeskWindow>
