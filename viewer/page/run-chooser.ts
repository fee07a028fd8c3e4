/** The choice among the server's runs: what is listed, which one is followed, and its curves while it grows. */
import { type Choice, fillSelect, input, select } from './elements.ts';
import { fetchRun, listRuns, type Run, type RunSummary } from './runs-client.ts';

const POLL_MILLISECONDS = 2000;

/** Who listens to the choice. */
export interface RunListener {
  /** The user has chosen a run, or none. */
  chosen(name: string | undefined): void;
  /** The first run with a rule has appeared since the page was opened, and none is chosen. */
  appeared(name: string): void;
  /** A run has grown, or another one is shown. */
  grown(run: Run | undefined): void;
}

export class RunChooser {
  private readonly choice = select('run');
  private readonly followField = input('follow');
  private readonly listener: RunListener;
  private runs: readonly RunSummary[] = [];
  /** Whether no run had a rule when the page was opened. */
  private expecting = false;
  /** What is known of the run whose curves were fetched last. */
  private fetched = '';

  constructor(listener: RunListener) {
    this.listener = listener;
    this.choice.addEventListener('change', () => {
      listener.chosen(this.chosen);
      this.refresh().catch(() => {});
    });
    this.render();
  }

  get chosen(): string | undefined {
    return this.choice.value || undefined;
  }

  /** Shows another choice, without calling back. */
  set chosen(name: string | undefined) {
    if (name !== undefined && !this.runs.some((run) => run.name === name)) this.render([name]);
    this.choice.value = name ?? '';
  }

  /** Whether the newest rule is fetched at the end of each lifetime. */
  get following(): boolean {
    return this.followField.checked && this.chosen !== undefined;
  }

  set following(follow: boolean) {
    this.followField.checked = follow;
  }

  /** Asks the server for its runs. @returns the run to start with: the newest that has a rule */
  async start(): Promise<string | undefined> {
    const found = await this.list();
    if (found) setTimeout(() => this.poll(), POLL_MILLISECONDS);
    this.expecting = this.newest === undefined;
    return this.newest;
  }

  private get newest(): string | undefined {
    return this.runs
      .filter((run) => run.problem === undefined && run.generations > 0)
      .reduce<RunSummary | undefined>((newest, run) => (isNewer(run, newest) ? run : newest), undefined)
      ?.name;
  }

  private async poll(): Promise<void> {
    // A page nobody looks at asks for nothing.
    if (!document.hidden) {
      await this.list();
      const { newest } = this;
      if (this.expecting && newest !== undefined) {
        this.expecting = false;
        if (this.chosen === undefined) this.listener.appeared(newest);
      }
      await this.refresh().catch(() => {});
    }
    setTimeout(() => this.poll(), POLL_MILLISECONDS);
  }

  private async list(): Promise<boolean> {
    const runs = await listRuns();
    if (runs) this.runs = runs;
    this.render();
    return runs !== undefined;
  }

  /** Fetches the chosen run's curves. */
  async refresh(): Promise<void> {
    const { chosen } = this;
    const summary = this.runs.find((run) => run.name === chosen);
    const known = `${chosen} ${summary?.generations} ${summary?.heldOut?.generation}`;
    if (known === this.fetched) return;
    const run = chosen === undefined || this.runs.length === 0 ? undefined : await fetchRun(chosen);
    if (chosen !== this.chosen) return;
    this.fetched = known;
    this.listener.grown(run);
  }

  private render(others: readonly string[] = this.chosen === undefined ? [] : [this.chosen]): void {
    const listed = this.runs.map(choiceOf);
    const missing = others.filter((name) => !this.runs.some((run) => run.name === name));
    fillSelect(this.choice, [
      { value: '', label: this.runs.length === 0 ? 'none on this server' : 'none' },
      ...listed,
      ...missing.map((name) => ({ value: name, label: `${name} (not on this server)` })),
    ]);
    this.followField.disabled = this.runs.length === 0;
  }
}

/** Times in ISO 8601 sort as text. */
function isNewer(run: RunSummary, than: RunSummary | undefined): boolean {
  return than === undefined || (run.createdAt ?? '') > (than.createdAt ?? '');
}

function choiceOf({ name, generations, heldOut, problem }: RunSummary): Choice {
  if (problem !== undefined) return { value: name, label: `${name} (unreadable)` };
  const score = heldOut ? `, ${heldOut.mean.toFixed(2)}` : '';
  return { value: name, label: `${name}: ${generations} generations${score}` };
}
