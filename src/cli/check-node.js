// Plain JavaScript on purpose: it must run on the very Node that cannot run the rest.
// `npm ci` puts the pinned Node first in the path of every npm script, if its install script may run.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `Ví BHYT needs Node 22.18 or newer, and this is ${process.version}. The dependency "node" brings Node 24: ` +
      'allow its install script and install again (npm ci --ignore-scripts=false), or install Node 24 yourself.\n',
  )
  process.exit(1)
}
