/** Serves the built page and the stored runs to this machine, read-only. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type PageFile, readPage } from './page-files.ts';
import { refuse } from './request-guard.ts';
import { type Answer, createRunsApi, type RunsApi } from './runs-api.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

export interface ViewerServerOptions {
  /** Address to listen on; 127.0.0.1 unless told otherwise. */
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly runsDirectory: string;
  /** Where `vite build` put the page. */
  readonly pageDirectory: string;
}

export interface ViewerServer {
  readonly url: string;
  close(): Promise<void>;
}

/** A port that cannot be had; its message is one sentence for the user. */
export class PortError extends Error {
  override readonly name = 'PortError';
}

function plain(status: number, sentence: string): Answer {
  return { status, type: 'text/plain; charset=utf-8', body: `${sentence}\n` };
}

async function answer(
  request: IncomingMessage,
  host: string,
  answerApi: RunsApi,
  page: ReadonlyMap<string, PageFile>,
): Promise<Answer> {
  const refusal = refuse(request.method, request.headers, host);
  if (refusal) return plain(refusal.status, refusal.sentence);
  let path: string;
  let query: URLSearchParams;
  try {
    const url = new URL(request.url ?? '/', 'http://localhost');
    path = decodeURIComponent(url.pathname);
    query = url.searchParams;
  } catch {
    return plain(400, 'the address cannot be read');
  }
  if (path.startsWith('/api/'))
    return { headers: { 'Cache-Control': 'no-store' }, ...(await answerApi(path, query)) };
  const file = page.get(path);
  if (!file) return plain(404, 'there is no such page');
  const caching = file.lasting ? 'public, max-age=31536000, immutable' : 'no-cache';
  return { status: 200, type: file.type, body: file.content, headers: { 'Cache-Control': caching } };
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, type, body, headers }: Answer,
): void {
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    ...headers,
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/**
 * Starts the server.
 * @throws Error when the page is not built, PortError when the port cannot be had
 */
export async function startViewerServer(given: ViewerServerOptions): Promise<ViewerServer> {
  const options = { host: '127.0.0.1', ...given };
  const page = readPage(options.pageDirectory);
  const answerApi = createRunsApi(options.runsDirectory);
  const server = createServer((request, response) => {
    answer(request, options.host, answerApi, page)
      .catch((error: unknown) => plain(500, error instanceof Error ? error.message : String(error)))
      .then((ready) => send(request, response, ready));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be had (${error.code})`;
      reject(
        new PortError(`port ${options.port} on ${options.host} ${reason}: choose another with --port`, {
          cause: error,
        }),
      );
    });
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: `http://${host}:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
