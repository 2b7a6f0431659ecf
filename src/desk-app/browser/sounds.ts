import type { VerdictColour } from '../../core/credential/verdict-colour.ts'

/**
 * Tones for each colour: frequency in hertz, one after the other. Told apart without looking, and without
 * colours.
 */
const tones: Readonly<Record<VerdictColour, readonly number[]>> = {
  green: [880, 1175],
  amber: [660, 660],
  red: [330, 220],
  none: [440],
}

const LENGTH = 0.14

let context: AudioContext | undefined

/**
 * Plays the sound of an answer. Browsers let a page sound only after a first key or click; before that
 * nothing is heard, and nothing fails.
 */
export function playSound(colour: VerdictColour): void {
  try {
    context ??= new AudioContext()
    void context.resume()
    for (const [at, frequency] of tones[colour].entries()) playTone(context, frequency, at * (LENGTH + 0.04))
  } catch {
    // A computer without sound answers by word, shape and colour.
  }
}

function playTone(audio: AudioContext, frequency: number, after: number): void {
  const oscillator = audio.createOscillator()
  const gain = audio.createGain()
  const start = audio.currentTime + after
  oscillator.frequency.value = frequency
  gain.gain.setValueAtTime(0.2, start)
  gain.gain.exponentialRampToValueAtTime(0.001, start + LENGTH)
  oscillator.connect(gain).connect(audio.destination)
  oscillator.start(start)
  oscillator.stop(start + LENGTH)
}
