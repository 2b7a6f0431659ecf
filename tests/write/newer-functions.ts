/**
 * Writes `src/build/newer-functions.json`: what of the language and of the browser's interfaces is younger than the floor. Run it with
 * the path of `data.json` of the package @mdn/browser-compat-data when the floor moves, or once a year.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { browserFloor } from '../../src/build/browser-floor.ts'

type Statement = {
  version_added: string | boolean | null
  version_removed?: string
  flags?: unknown
  prefix?: string
}
type Support = Readonly<Record<string, Statement | readonly Statement[]>>
type Feature = { __compat?: { support: Support } }
/** Its members stand beside its own statement. */
type Interface = Feature & Readonly<Record<string, Feature>>

const floor = {
  chrome_android: browserFloor.chrome,
  firefox: browserFloor.firefox,
  safari_ios: browserFloor.ios,
}

/** Interfaces of trades that the app does not follow; their members have everyday names. */
const otherTrades = /^(RTC|SVG|CSS|WebGL|GPU|XR|Audio|MIDI|USB|HID|Payment|Gamepad|FileSystem|Performance|AI)/

function isOlder(version: string, limit: string): boolean {
  const [one, other] = [version, limit].map((text) => text.replace('≤', '').split('.').map(Number))
  const [major = 0, minor = 0] = one ?? []
  const [limitMajor = 0, limitMinor = 0] = other ?? []
  return major < limitMajor || (major === limitMajor && minor <= limitMinor)
}

const statementsOf = (support: Support, browser: string) => [support[browser] ?? []].flat()

function isNewer({ __compat }: Feature): boolean {
  if (!__compat) return false
  return Object.entries(floor).some(
    ([browser, limit]) =>
      !statementsOf(__compat.support, browser).some(
        ({ version_added, version_removed, flags, prefix }) =>
          typeof version_added === 'string' &&
          !(version_removed && isOlder(version_removed, limit)) &&
          !flags &&
          !prefix &&
          isOlder(version_added, limit),
      ),
  )
}

/** What no Chromium has cannot be taken away in one, nor has the app any use for it. */
const isInChromium = ({ __compat }: Feature) =>
  statementsOf(__compat?.support ?? {}, 'chrome').some(
    ({ version_added }) => typeof version_added === 'string',
  )

function listNewer(interfaces: Readonly<Record<string, Interface>>): [string, string[]][] {
  return Object.entries(interfaces).flatMap(([name, members]): [string, string[]][] => {
    const { __compat, ...own } = members
    if (name.startsWith('__') || otherTrades.test(name) || !isInChromium(members)) return []
    if (isNewer(members)) return [[name, []]]
    const newer = Object.entries(own)
      .filter(([member, each]) => !/_event$/.test(member) && isNewer(each) && isInChromium(each))
      .map(([member]) => member.replace(/_static$/, ''))
    return newer.length > 0 ? [[name, newer]] : []
  })
}

const [, , path = ''] = process.argv
const { javascript, api } = JSON.parse(readFileSync(path, 'utf8'))
const lines = [...listNewer(javascript.builtins), ...listNewer(api)]
  .sort(([one], [other]) => (one < other ? -1 : 1))
  .map(([name, members]) => `  ${JSON.stringify(name)}: ${JSON.stringify(members)}`)
writeFileSync('src/build/newer-functions.json', `{\n${lines.join(',\n')}\n}\n`)
