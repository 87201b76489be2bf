/* Small drawn pictures for the sample, as PNG: flat shapes in calm colours. */
import { crc32, deflateSync } from 'node:zlib'
import type { SamplePicture } from './words.ts'

type Colour = readonly [number, number, number]
interface Canvas {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}
type Inside = (x: number, y: number) => boolean

/** A picture of one of the sample's scenes. */
export function scenePicture(scene: SamplePicture['scene']): Buffer {
  const canvas = blank(720, 480)
  scenes[scene](canvas)
  return png(canvas)
}

/** A poster's avatar: a disc and shoulders in a hue of their own. */
export function avatarPicture(hue: number): Buffer {
  const canvas = blank(120, 120)
  fill(canvas, everywhere, () => tone(hue, 0.35, 0.86))
  fill(canvas, disc(60, 48, 24), () => tone(hue, 0.38, 0.46))
  fill(
    canvas,
    (x, y) => disc(60, 130, 52)(x, y) && y > 76,
    () => tone(hue, 0.42, 0.36),
  )
  return png(canvas)
}

const everywhere: Inside = () => true
const disc =
  (cx: number, cy: number, radius: number): Inside =>
  (x, y) =>
    (x - cx) ** 2 + (y - cy) ** 2 <= radius ** 2
const ring =
  (cx: number, cy: number, outer: number, inner: number): Inside =>
  (x, y) =>
    disc(cx, cy, outer)(x, y) && !disc(cx, cy, inner)(x, y)
const box =
  (left: number, top: number, width: number, height: number): Inside =>
  (x, y) =>
    x >= left && x < left + width && y >= top && y < top + height

const scenes: Readonly<Record<SamplePicture['scene'], (canvas: Canvas) => void>> = {
  camera(canvas) {
    wall(canvas, 32)
    paint(canvas, box(250, 90, 220, 300), 24, 0.08, 0.2)
    paint(canvas, box(238, 76, 244, 34), 24, 0.06, 0.62)
    for (const centre of [170, 300]) {
      paint(canvas, disc(360, centre, 62), 30, 0.05, 0.66)
      paint(canvas, disc(360, centre, 48), 210, 0.25, 0.16)
      paint(canvas, disc(344, centre - 16, 12), 210, 0.3, 0.72)
    }
    paint(canvas, disc(490, 240, 26), 24, 0.05, 0.55)
  },
  shutter(canvas) {
    wall(canvas, 210)
    paint(canvas, disc(360, 240, 190), 30, 0.05, 0.55)
    paint(canvas, disc(360, 240, 170), 220, 0.08, 0.18)
    for (let blade = 0; blade < 5; blade++) {
      const angle = (blade * 2 * Math.PI) / 5
      const [cx, cy] = [360 + Math.cos(angle) * 95, 240 + Math.sin(angle) * 95]
      fill(
        canvas,
        (x, y) => disc(cx, cy, 92)(x, y) && disc(360, 240, 170)(x, y),
        (_x, y) => tone(215, 0.06, 0.34 + y / 2200),
      )
    }
    paint(canvas, disc(360, 240, 34), 42, 0.5, 0.72)
  },
  roll(canvas) {
    fill(canvas, everywhere, (_x, y) => tone(40, 0.02, 0.93 - y / 1100))
    fill(
      canvas,
      (_x, y) => y > 300,
      (_x, y) => tone(40, 0.02, 0.38 + (y - 300) / 900),
    )
    paint(canvas, box(520, 120, 18, 200), 40, 0.02, 0.2)
    for (const [x, y, radius] of [
      [528, 110, 84],
      [470, 150, 54],
      [590, 150, 60],
    ] as const)
      paint(canvas, disc(x, y, radius), 40, 0.02, 0.3)
    for (let step = 0; step < 6; step++)
      paint(canvas, box(60 + step * 34, 300 + step * 26, 330, 14), 40, 0.02, 0.74 - step * 0.05)
  },
  railway(canvas) {
    sky(canvas, 205, 230)
    fill(
      canvas,
      (_x, y) => y >= 230,
      (_x, y) => tone(84, 0.3, 0.62 - (y - 230) / 900),
    )
    for (let sleeper = 0; sleeper < 14; sleeper++) {
      const y = 236 + sleeper ** 1.75 * 2.6
      const half = 12 + (y - 230) * 0.75
      paint(canvas, box(360 - half, y, half * 2, 3 + sleeper), 28, 0.25, 0.3)
    }
    for (const side of [-1, 1])
      fill(
        canvas,
        (x, y) => y > 232 && Math.abs(x - 360 - side * (8 + (y - 230) * 0.5)) < 1.5 + (y - 230) / 60,
        () => tone(215, 0.08, 0.42),
      )
  },
  sea(canvas) {
    sky(canvas, 28, 220)
    paint(canvas, disc(500, 200, 46), 38, 0.85, 0.78)
    fill(
      canvas,
      (_x, y) => y >= 220,
      (x, y) => tone(200, 0.36, 0.5 - (y - 220) / 1200 + (Math.sin(x / 23 + y * y) > 0.93 ? 0.16 : 0)),
    )
    fill(
      canvas,
      (x, y) => y > 390 + Math.sin(x / 90) * 14,
      () => tone(40, 0.35, 0.76),
    )
  },
  tomato(canvas) {
    wall(canvas, 150)
    paint(canvas, box(352, 60, 10, 160), 110, 0.35, 0.34)
    fill(canvas, disc(360, 280, 130), (x, y) => tone(8, 0.72, 0.5 + (360 - x + (280 - y)) / 1500))
    paint(canvas, disc(314, 234, 20), 12, 0.7, 0.78)
    for (const [x, y] of [
      [320, 168],
      [360, 156],
      [400, 168],
    ] as const)
      paint(canvas, disc(x, y, 24), 112, 0.4, 0.38)
  },
  radio(canvas) {
    wall(canvas, 42)
    paint(canvas, box(130, 120, 460, 260), 24, 0.45, 0.26)
    paint(canvas, box(150, 140, 250, 220), 38, 0.3, 0.66)
    for (let line = 0; line < 12; line++) paint(canvas, box(150, 150 + line * 18, 250, 3), 30, 0.3, 0.46)
    paint(canvas, box(424, 150, 144, 60), 44, 0.62, 0.78)
    paint(canvas, box(486, 150, 3, 60), 4, 0.7, 0.45)
    for (const x of [456, 536]) paint(canvas, ring(x, 292, 36, 22), 30, 0.16, 0.72)
  },
}

function wall(canvas: Canvas, hue: number): void {
  fill(canvas, everywhere, (x, y) => tone(hue, 0.14, 0.9 - Math.hypot(x - 260, y - 140) / 3200))
  fill(
    canvas,
    (_x, y) => y > 372,
    (_x, y) => tone(hue, 0.2, 0.66 - (y - 372) / 700),
  )
}

function sky(canvas: Canvas, hue: number, horizon: number): void {
  fill(
    canvas,
    (_x, y) => y < horizon,
    (_x, y) => tone(hue, 0.42, 0.7 + (y / horizon) * 0.22),
  )
}

function blank(width: number, height: number): Canvas {
  return { width, height, pixels: new Uint8Array(width * height * 3) }
}

function paint(canvas: Canvas, inside: Inside, hue: number, saturation: number, lightness: number): void {
  fill(canvas, inside, () => tone(hue, saturation, lightness))
}

function fill(canvas: Canvas, inside: Inside, colourAt: (x: number, y: number) => Colour): void {
  for (let y = 0; y < canvas.height; y++)
    for (let x = 0; x < canvas.width; x++)
      blend(canvas, (y * canvas.width + x) * 3, share(inside, x, y), colourAt(x, y))
}

/** How much of a pixel lies inside a shape, from four points of it: edges come out smooth. */
function share(inside: Inside, x: number, y: number): number {
  const quarters = [-0.25, 0.25].flatMap(dx => [-0.25, 0.25].map(dy => inside(x + dx, y + dy)))
  return quarters.filter(Boolean).length / 4
}

function blend({ pixels }: Canvas, at: number, part: number, colour: Colour): void {
  if (part === 0) return
  for (const [channel, value] of colour.entries())
    pixels[at + channel] = Math.round(pixels[at + channel]! * (1 - part) + value * part)
}

/** A colour by hue (degrees), saturation and lightness (0 to 1). */
function tone(hue: number, saturation: number, lightness: number): Colour {
  const light = Math.min(1, Math.max(0, lightness))
  const part = (offset: number): number => {
    const k = (offset + hue / 30) % 12
    return Math.round(255 * (light - saturation * Math.min(light, 1 - light) * Math.max(-1, Math.min(k - 3, 9 - k, 1))))
  }
  return [part(0), part(8), part(4)]
}

function png({ width, height, pixels }: Canvas): Buffer {
  const rows = Buffer.alloc(height * (width * 3 + 1))
  for (let y = 0; y < height; y++)
    rows.set(pixels.subarray(y * width * 3, (y + 1) * width * 3), y * (width * 3 + 1) + 1)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const framed = Buffer.alloc(named.length + 8)
  framed.writeUInt32BE(body.length, 0)
  framed.set(named, 4)
  framed.writeUInt32BE(crc32(named), named.length + 4)
  return framed
}
