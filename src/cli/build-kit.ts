/**
 * `npm run build:kit [FOLDER]`: the kit for makers of hospital software. With `PRODUCTION=1` and `ROOT_KEYS`
 * in dist-kit/; a kit that trusts the demo's root says so and goes to dist-kit-demo/.
 */
import { buildKit } from '../build/build-kit.ts'
import { chooseRootKeys, hasDemoRoot } from '../build/root-keys.ts'
import { demoRoot } from '../issuer/demo/dangerous-demo-keys.ts'

const roots = chooseRootKeys(process.env, demoRoot)
const isDemo = hasDemoRoot(roots, demoRoot)
const outDir = process.argv[2] ?? (isDemo ? 'dist-kit-demo' : 'dist-kit')
const sizes = await buildKit({ outDir, roots })
for (const [file, size] of Object.entries(sizes)) console.log(`${outDir}/${file}: ${size} bytes`)
if (isDemo)
  console.error(
    `${outDir} is a kit for demos: it trusts the demo's root, whose private key anybody can compute. ` +
      'Not for a hospital: see docs/kit.md, "A kit for hospitals".',
  )
