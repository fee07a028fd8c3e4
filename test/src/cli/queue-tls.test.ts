/** A queue by `rediss://`: encrypted, with a password that nobody is shown, and no server that cannot be trusted. */
import { describe, expect, it } from 'vitest';
import { hasOpenssl, makeCertificate } from '../../fixtures/certificate.ts';
import { hasRedis, RedisServer } from '../../fixtures/redis-server.ts';
import { temporaryDirectory } from '../../fixtures/temporary-directory.ts';
import { murmur, startMurmur } from './murmur.ts';

const BANDIT = ['train', '--world', 'BernoulliBandit-v0', '--steps', '40', '--population', '8', '--json'];

/** A Redis that speaks nothing but TLS, and its address with the password. */
async function startEncrypted() {
  const { certificate, key } = makeCertificate();
  const server = await RedisServer.startEncrypted(
    { certificate, key },
    ...['--requirepass', 'hidden', '--tls-auth-clients', 'no'],
  );
  const { port } = server;
  return {
    certificate,
    address: `rediss://:hidden@127.0.0.1:${port}`,
    plain: `redis://:hidden@127.0.0.1:${port}`,
  };
}

describe.runIf(hasRedis && hasOpenssl)('a queue behind TLS and a password', () => {
  it('trains the rule that one process trains, and shows the password to nobody', async () => {
    const cwd = temporaryDirectory();
    const { address, certificate } = await startEncrypted();
    const trusting = { NODE_EXTRA_CA_CERTS: certificate };
    const alone = await murmur([...BANDIT, '--generations', '2', '--run', 'alone', '--workers', '0'], cwd);
    const worker = startMurmur(['worker', '--queue', address, '--threads', '1'], cwd, trusting);
    await worker.seen(/serving rediss:\/\/127\.0\.0\.1:\d+ on 1 threads/);
    const args = [...BANDIT, '--generations', '2', '--run', 'queue', '--queue', address];
    const training = await startMurmur(args, cwd, trusting).finished;
    worker.child.kill('SIGINT');
    const left = await worker.finished;
    expect(training.code, training.stderr).toBe(0);
    expect(JSON.parse(training.stdout).hashes).toEqual(JSON.parse(alone.stdout).hashes);
    for (const { stdout, stderr } of [training, left]) expect(stdout + stderr).not.toContain('hidden');
  });

  it('is not reached where its certificate is unknown, nor without TLS', async () => {
    const cwd = temporaryDirectory();
    const { address, plain } = await startEncrypted();
    const unknown = await murmur(['worker', '--queue', address], cwd);
    expect(unknown.stderr.trim()).toMatch(
      /^murmur: rediss:\/\/127\.0\.0\.1:\d+ cannot be reached: self-signed certificate$/,
    );
    expect(unknown.code).toBe(2);
    const unencrypted = await murmur(['worker', '--queue', plain], cwd);
    expect(unencrypted.stderr.trim()).toMatch(/^murmur: redis:\/\/127\.0\.0\.1:\d+ cannot be reached: /);
    expect(unencrypted.code).toBe(2);
  });
});
