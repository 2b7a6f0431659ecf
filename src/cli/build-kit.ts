/** `npm run build:kit`: the kit for makers of hospital software, in dist-kit/. */
import { buildKit } from '../build/build-kit.ts'
import { chooseRootKeys } from '../build/root-keys.ts'
import { demoRoot } from '../issuer/demo/dangerous-demo-keys.ts'

const outDir = process.argv[2] ?? 'dist-kit'
const sizes = await buildKit({ outDir, roots: chooseRootKeys(process.env, demoRoot) })
for (const [file, size] of Object.entries(sizes)) console.log(`${outDir}/${file}: ${size} bytes`)
