/** `murmur data`: lists what is here, and downloads from a server on this machine, through every trouble. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { dataSets } from '../../../envs/streams/data-sets.ts';
import { downloadFile, sha256OfFile } from '../../../envs/streams/download-file.ts';
import { downloadSet } from '../../../envs/streams/download-set.ts';
import { loadImageSet } from '../../../envs/streams/image-set.ts';
import { uint32At } from '../../../src/numerics/noise.ts';
import { STREAM } from '../../../src/numerics/streams.ts';
import { writeImageFiles } from '../../envs/streams/image-files.ts';
import { temporaryDirectory } from '../../fixtures/temporary-directory.ts';
import { murmur } from './murmur.ts';

const content = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, n) => uint32At(2, STREAM.test, n)));
const sha256 = createHash('sha256').update(content).digest('hex');

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A real server on 127.0.0.1 that notes the ranges asked for. */
async function serve(answer: Answer): Promise<{ url: string; ranges: (string | undefined)[] }> {
  const ranges: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    ranges.push(request.headers.range);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, ranges };
}

/** Serves bytes with ranges as RFC 9110 has them; `limit` cuts the connection after so many bytes. */
function file(bytes: Buffer, limit = Infinity): Answer {
  return (request, response) => {
    const begin = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (begin >= bytes.length) {
      response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
      return;
    }
    const rest = bytes.subarray(begin);
    response.writeHead(begin === 0 ? 200 : 206, {
      'content-length': rest.length,
      ...(begin > 0 && { 'content-range': `bytes ${begin}-${bytes.length - 1}/${bytes.length}` }),
    });
    if (rest.length <= limit) response.end(rest);
    else response.write(rest.subarray(0, limit), () => response.destroy());
  };
}

/** An address where nobody listens any more. */
async function refusedUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/`;
}

let path: string;
beforeEach(() => {
  path = join(temporaryDirectory(), 'folder', 'file.gz');
});
const part = () => `${path}.part`;

describe('a download', () => {
  it('puts the whole file in its place, tells how far it is, and leaves nothing else', async () => {
    const { url } = await serve(file(content));
    const seen: [number, number | undefined][] = [];
    const onProgress = (bytes: number, total: number | undefined) => seen.push([bytes, total]);
    expect(await downloadFile({ url, path, sha256, onProgress })).toBe('downloaded');
    expect(readFileSync(path).equals(content)).toBe(true);
    expect(existsSync(part())).toBe(false);
    expect(seen[0]).toEqual([0, 300_000]);
    expect(seen.at(-1)).toEqual([300_000, 300_000]);
  });

  it('does not ask for what is there', async () => {
    const { url, ranges } = await serve(file(content));
    await downloadFile({ url, path, sha256 });
    expect(await downloadFile({ url, path, sha256 })).toBe('kept');
    expect(ranges).toHaveLength(1);
  });

  it('takes a cut connection up again from the byte where it was cut', async () => {
    const { url, ranges } = await serve(file(content, 120_000));
    expect(await downloadFile({ url, path, sha256 })).toBe('downloaded');
    expect(sha256OfFile(path)).toBe(sha256);
    expect(ranges).toEqual([undefined, 'bytes=120000-', 'bytes=240000-']);
  });

  it('gives up after three cuts, keeps what came, and goes on from there when run again', async () => {
    const cutting = await serve(file(content, 50_000));
    await expect(downloadFile({ url: cutting.url, path, sha256 })).rejects.toThrow(
      `${cutting.url}: the connection was cut after 150000 of 300000 bytes: run the command again to go on from there`,
    );
    expect(existsSync(path)).toBe(false);
    expect(readFileSync(part()).length).toBe(150_000);
    const whole = await serve(file(content));
    expect(await downloadFile({ url: whole.url, path, sha256 })).toBe('resumed');
    expect(whole.ranges).toEqual(['bytes=150000-']);
    expect(sha256OfFile(path)).toBe(sha256);
  });

  it('starts anew from a server that knows no ranges', async () => {
    const cutting = await serve(file(content, 50_000));
    await expect(downloadFile({ url: cutting.url, path, sha256 })).rejects.toThrow('was cut');
    const { url } = await serve((_, response) => response.end(content));
    await downloadFile({ url, path, sha256 });
    expect(sha256OfFile(path)).toBe(sha256);
  });

  it('finishes a part that lacked nothing but its name, and drops one that is too long', async () => {
    const { url } = await serve(file(content));
    await downloadFile({ url, path, sha256 });
    writeFileSync(part(), content);
    writeFileSync(path, 'not what it should be');
    expect(await downloadFile({ url, path, sha256 })).toBe('resumed');
    writeFileSync(part(), Buffer.concat([content, content]));
    writeFileSync(path, 'not what it should be');
    await downloadFile({ url, path, sha256 });
    expect(sha256OfFile(path)).toBe(sha256);
  });

  it('keeps nothing whose checksum differs, and leaves what stood there', async () => {
    const { url } = await serve(file(Buffer.from('another file')));
    const found = createHash('sha256').update('another file').digest('hex');
    await expect(downloadFile({ url, path, sha256 })).rejects.toThrow(
      `${url}: the checksum differs, so nothing was kept: SHA-256 is ${found}, not ${sha256}`,
    );
    expect([existsSync(path), existsSync(part())]).toEqual([false, false]);
    writeFileSync(path, 'mine');
    await expect(downloadFile({ url, path, sha256 })).rejects.toThrow('the checksum differs');
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });

  it('does not take a file that the server has cut short for the whole', async () => {
    const { url } = await serve(file(content.subarray(0, 1000)));
    await expect(downloadFile({ url, path, sha256 })).rejects.toThrow('the checksum differs');
    expect(existsSync(path)).toBe(false);
  });

  it('names the answer of a server that refuses', async () => {
    const { url } = await serve((_, response) => response.writeHead(404).end('nothing here'));
    await expect(downloadFile({ url, path, sha256 })).rejects.toThrow(`${url}: the server answered 404`);
    expect(existsSync(part())).toBe(false);
  });

  it('says that nobody answers', async () => {
    await expect(downloadFile({ url: await refusedUrl(), path, sha256 })).rejects.toThrow(
      /^127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED\): this machine is offline, or the server is$/,
    );
  });

  it('names a folder that cannot be written', async () => {
    const blocked = join(temporaryDirectory(), 'file');
    writeFileSync(blocked, '');
    const { url } = await serve(file(content));
    await expect(downloadFile({ url, path: join(blocked, 'below'), sha256 })).rejects.toThrow(
      `${blocked} cannot be written (EEXIST): MURMURATION_DATA names the folder to use`,
    );
  });

  it('can be stopped, keeps what came, and goes on', async () => {
    const controller = new AbortController();
    const slow = await serve((_, response) => {
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, 10_000));
    });
    const stopped = downloadFile({
      url: slow.url,
      path,
      sha256,
      signal: controller.signal,
      onProgress: (bytes) => bytes >= 10_000 && controller.abort(),
    });
    await expect(stopped).rejects.toThrow('aborted');
    expect(readFileSync(part()).length).toBe(10_000);
    const { url } = await serve(file(content));
    expect(await downloadFile({ url, path, sha256 })).toBe('resumed');
  });
});

it('a set is downloaded file by file, under the names that its readers look for', async () => {
  const served = temporaryDirectory();
  const folder = temporaryDirectory();
  writeImageFiles(served, { set: 'train', count: 30, classes: 3 });
  writeImageFiles(served, { set: 't10k', count: 10, classes: 3 });
  const { url } = await serve((request, response) => response.end(readFileSync(join(served, request.url!))));
  const files = dataSets.get('mnist')!.files.map(({ name, remoteName }) => ({
    name: name.replace('mnist', 'made'),
    remoteName,
    sha256: sha256OfFile(join(served, remoteName)),
  }));
  const set = { ...dataSets.get('mnist')!, name: 'made', files };
  const stopped: unknown[] = [];
  const watch = (name: string) => ({
    onBytes: () => {},
    stop: (outcome?: string) => stopped.push([name, outcome]),
  });
  const outcomes = await downloadSet({ set, url, folder, watch });
  expect(outcomes).toEqual(files.map(({ name }) => ({ name, outcome: 'downloaded' })));
  expect(stopped).toEqual(files.map(({ name }) => [name, 'downloaded']));
  expect((await downloadSet({ set, url, folder, watch })).map(({ outcome }) => outcome)).toEqual(
    new Array(4).fill('kept'),
  );
  vi.stubEnv('MURMURATION_DATA', folder);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  expect(loadImageSet('made', 'train', 0).count).toBe(30);
  expect(loadImageSet('made', 'test', 0).count).toBe(10);
});

describe('murmur data', () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryDirectory();
    vi.stubEnv('MURMURATION_DATA', folder);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('list counts the images that are here and names files that are damaged', async () => {
    writeImageFiles(folder, { set: 'mnist', count: 30, classes: 3 });
    writeImageFiles(folder, { set: 'mnist-train', count: 60, classes: 3 });
    writeImageFiles(folder, { set: 'kmnist', count: 10, classes: 3 });
    writeFileSync(join(folder, 'kmnist-images-idx3-ubyte.gz'), 'no image');
    const { code, stdout } = await murmur(['data', 'list', '--json'], folder);
    expect(code).toBe(0);
    const { folders, sets } = JSON.parse(stdout);
    expect(folders).toEqual([folder]);
    expect(sets).toMatchObject([
      { name: 'mnist', images: 30, trainImages: 60, problem: null },
      { name: 'fashion-mnist', images: null, trainImages: null, problem: null },
      { name: 'kmnist', problem: expect.stringContaining('kmnist-images-idx3-ubyte.gz is not an IDX file') },
      { name: 'digits', images: null, url: null },
    ]);
    const text = (await murmur(['data', 'list'], folder)).stdout;
    expect(text).toMatch(/^mnist +60 \+ 30 /m);
    expect(text).toContain(`looked for in ${folder}`);
  });

  it('download names what is wrong with what a server gives', async () => {
    const { url } = await serve((_, response) => response.end('no image'));
    const { code, stdout, stderr } = await murmur(
      ['data', 'download', 'mnist', '--from', url, '--json'],
      folder,
    );
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^murmur: http.*\/train-images-idx3-ubyte\.gz: the checksum differs, so nothing was kept: [^\n]+\n$/,
    );
  });

  it('download says in one sentence that it is offline', async () => {
    const url = await refusedUrl();
    const { code, stdout, stderr } = await murmur(['data', 'download', 'mnist', '--from', url], folder);
    const { host } = new URL(url);
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: `murmur: ${host} cannot be reached (ECONNREFUSED): this machine is offline, or the server is\n`,
    });
  });

  it('download refuses what it cannot do', async () => {
    const refusals = await Promise.all(
      [
        ['cifar'],
        ['digits'],
        [],
        ['mnist', '--from', 'here'],
        ['mnist', 'kmnist', '--from', 'http://127.0.0.1'],
      ].map((args) => murmur(['data', 'download', ...args], folder)),
    );
    const known = 'murmur data download knows mnist, fashion-mnist, kmnist';
    expect(refusals.map(({ code, stdout, stderr }) => [code, stdout, stderr])).toEqual(
      [
        `unknown set 'cifar'; ${known}`,
        `nobody serves 'digits' as IDX files; ${known}`,
        "missing required argument 'set'",
        '--from must be the address of a folder on the web, got here',
        '--from holds the files of one set: name one set with it',
      ].map((sentence) => [2, '', `murmur: ${sentence}\n`]),
    );
  });

  it('pins a SHA-256 for every file it would fetch', () => {
    for (const { url, files } of dataSets.values()) {
      expect(files).toHaveLength(url === undefined ? 0 : 4);
      for (const { sha256: pinned } of files) expect(pinned).toMatch(/^[0-9a-f]{64}$/);
    }
    const all = [...dataSets.values()].flatMap(({ files }) => files.map((one) => one.sha256));
    expect(new Set(all).size).toBe(12);
  });
});
