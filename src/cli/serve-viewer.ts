/** Starts the viewer's server for a directory of runs. */
import { fileURLToPath } from 'node:url';
import { PortError, startViewerServer, type ViewerServer } from '../../viewer/server/viewer-server.ts';

/** The port that is tried when none is asked for; if it is taken, any free one serves. */
const USUAL_PORT = 8737;

/** Serves on the given port, or where none is given on the usual one or any free one. */
export async function serveViewer(runsDirectory: string, port: number | undefined): Promise<ViewerServer> {
  const pageDirectory = fileURLToPath(new URL('../../viewer/dist', import.meta.url));
  const start = (chosen: number) => startViewerServer({ port: chosen, runsDirectory, pageDirectory });
  if (port !== undefined) return start(port);
  return start(USUAL_PORT).catch((error) => {
    if (error instanceof PortError) return start(0);
    throw error;
  });
}
