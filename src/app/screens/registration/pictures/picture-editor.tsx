import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { Bytes } from '../../../../core/bytes.ts'
import { useAction } from '../../../../ui/actions/use-action.ts'
import { type Crop, keepInside, MOST_ANGLE, moveCrop, sizeOf, startCrop } from '../../../pictures/crop.ts'
import { cutPicture, renderCrop } from '../../../pictures/prepare-picture.ts'
import { tRegistration } from '../../../texts/registration-texts.ts'
import { usePointerCrop } from './use-pointer-crop.ts'

type PictureEditorProps = {
  picture: ImageBitmap
  /** Of what is sent, width by height. */
  aspect: number
  onDone: (jpeg: Bytes) => void
  onCancel: () => void
}

/** Pixels of the preview's longer edge; what is sent has its own size. */
const PREVIEW = 900
/** One step of a button or key: zoom as a factor, moves in pixels of the preview. */
const ZOOM_STEP = 1.15
const MOVE_STEP = 30

/**
 * Puts a picture into the frame: dragged, pinched, by keys or by buttons; turned by quarters and
 * straightened.
 */
export function PictureEditor({ picture, aspect, onDone, onCancel }: PictureEditorProps) {
  const id = useId()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [crop, setCrop] = useState(() => startCrop(picture, aspect))
  const { isBusy: isCutting, run } = useAction()
  const { width, height } = sizeOf(aspect, PREVIEW)
  const frame = { width: Math.round(width), height: Math.round(height) }
  const change = (next: (now: Crop) => Crop) => setCrop((now) => keepInside(next(now), picture, aspect))
  const move = (x: number, y: number) => change((now) => moveCrop(now, { x, y }, picture, frame))
  const zoom = (factor: number) => change((now) => ({ ...now, zoom: now.zoom * factor }))
  const turn = (by: 1 | -1) => change((now) => ({ ...now, turns: now.turns + by }))

  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (context) renderCrop(context, picture, crop, frame)
  }, [picture, crop])
  usePointerCrop(canvas, frame, { move, zoom })

  const press = (event: KeyboardEvent) => {
    const act = keys[event.key]
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    act({ move, zoom })
  }
  const cut = () => run(async () => onDone(await cutPicture(picture, crop, aspect)))
  return (
    <div class="stack">
      <p id={`${id}-help`} class="small">
        {tRegistration('crop.help')}
      </p>
      <canvas
        ref={canvas}
        class="crop"
        width={frame.width}
        height={frame.height}
        tabIndex={0}
        role="img"
        aria-label={tRegistration('crop.picture')}
        aria-describedby={`${id}-help`}
        onKeyDown={press}
      />
      <fieldset class="crop-tools">
        <legend class="unseen">{tRegistration('crop.tools')}</legend>
        <ToolButton text="crop.turnLeft" sign="↺" onPress={() => turn(-1)} />
        <ToolButton text="crop.turnRight" sign="↻" onPress={() => turn(1)} />
        <ToolButton text="crop.smaller" sign="−" onPress={() => zoom(1 / ZOOM_STEP)} />
        <ToolButton text="crop.larger" sign="+" onPress={() => zoom(ZOOM_STEP)} />
        <ToolButton text="crop.left" sign="←" onPress={() => move(-MOVE_STEP, 0)} />
        <ToolButton text="crop.up" sign="↑" onPress={() => move(0, -MOVE_STEP)} />
        <ToolButton text="crop.down" sign="↓" onPress={() => move(0, MOVE_STEP)} />
        <ToolButton text="crop.right" sign="→" onPress={() => move(MOVE_STEP, 0)} />
      </fieldset>
      <div class="crop-angle">
        <label for={`${id}-angle`}>{tRegistration('crop.straighten')}</label>
        <input
          id={`${id}-angle`}
          type="range"
          min={-MOST_ANGLE}
          max={MOST_ANGLE}
          step={0.5}
          value={crop.angle}
          aria-valuetext={tRegistration('crop.degrees', { degrees: crop.angle })}
          onInput={(event) => {
            const angle = event.currentTarget.valueAsNumber
            change((now) => ({ ...now, angle }))
          }}
        />
      </div>
      <button type="button" class="primary" aria-disabled={isCutting} onClick={cut}>
        {tRegistration('crop.use')}
      </button>
      <button type="button" class="plain wide" onClick={onCancel}>
        {tRegistration('crop.other')}
      </button>
    </div>
  )
}

type Acts = { move: (x: number, y: number) => void; zoom: (factor: number) => void }

const keys: Readonly<Record<string, (acts: Acts) => void>> = {
  ArrowLeft: ({ move }) => move(-MOVE_STEP, 0),
  ArrowRight: ({ move }) => move(MOVE_STEP, 0),
  ArrowUp: ({ move }) => move(0, -MOVE_STEP),
  ArrowDown: ({ move }) => move(0, MOVE_STEP),
  '+': ({ zoom }) => zoom(ZOOM_STEP),
  '=': ({ zoom }) => zoom(ZOOM_STEP),
  '-': ({ zoom }) => zoom(1 / ZOOM_STEP),
}

type ToolText = `crop.${'turnLeft' | 'turnRight' | 'smaller' | 'larger' | 'left' | 'up' | 'down' | 'right'}`

function ToolButton({ text, sign, onPress }: { text: ToolText; sign: string; onPress: () => void }) {
  return (
    <button type="button" class="plain" aria-label={tRegistration(text)} onClick={onPress}>
      <span aria-hidden="true">{sign}</span>
    </button>
  )
}
