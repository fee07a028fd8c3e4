#!/usr/bin/env node
/** The launcher of `murmur`: checks the version of Node, then runs the TypeScript sources as they are. */
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `murmur needs Node 22.18 or newer, and this is ${process.version}; in a checkout use "npm start" or "npm run --silent murmur -- ...", which bring their own.\n`,
  );
  process.exit(1);
}
// node:sqlite and type stripping announce themselves as experimental; everything else is still printed.
process.removeAllListeners('warning');
process.on('warning', (warning) => {
  if (warning.name !== 'ExperimentalWarning') process.stderr.write(`${warning.name}: ${warning.message}\n`);
});
const { main } = await import('./main.ts');
await main(process.argv);
