import { type Disposable, Emitter } from '../../base/disposable.ts';
import { presets } from '../../core/dialects/presets.ts';
import type { Observation } from '../../core/model/observation.ts';
import type { OrganizationIdentity, SourceState } from '../../core/model/snapshot.ts';
import type { Source } from '../../engine/source.ts';
import type { AdminParts, FirstAnswer } from './adminDesk.ts';
import { type CursorParts, CursorTeam } from './cursorTeam.ts';
import { OrganizationReader } from './organizationReader.ts';

/** The outside parts that reading organizations and Cursor's teams needs. */
export interface AdminSourceParts extends AdminParts, CursorParts {}

/** Reads one organization or team by itself until it is disposed of, and rests while the window is not in use. */
interface AccountReader extends Disposable {
  setInUse(inUse: boolean): void;
}

/** What admin APIs tell of the organizations and teams that the user has added an admin key of: limits, use and money. */
export class AdminSource implements Source {
  readonly id = 'admin';
  readonly #parts: AdminSourceParts;
  readonly #readers = new Map<string, AccountReader>();
  readonly #answered = new Map<string, FirstAnswer>();
  readonly #changed = new Emitter<void>();
  #emit: (observation: Observation) => void = () => {};
  #inUse = true;

  readonly onDidChangeState = this.#changed.event;

  constructor(parts: AdminSourceParts) {
    this.#parts = parts;
  }

  /** Live once there is an organization: trouble with one of its parts is told with that part. */
  get state(): SourceState {
    return { kind: this.#readers.size > 0 ? 'live' : 'off' };
  }

  start(emit: (observation: Observation) => void): void {
    this.#emit = emit;
  }

  /** Saves the first question about an organization that is to be watched: it was answered when its key was checked. */
  heed(id: string, first: FirstAnswer): void {
    this.#answered.set(id, first);
  }

  /** Reads exactly these organizations from now on. */
  watch(organizations: readonly OrganizationIdentity[]): void {
    for (const [id, reader] of this.#readers) {
      if (organizations.some((one) => one.id === id)) continue;
      reader.dispose();
      this.#readers.delete(id);
    }
    for (const organization of organizations) {
      if (this.#readers.has(organization.id)) continue;
      const reader = this.#readerOf(organization);
      reader.setInUse(this.#inUse);
      this.#readers.set(organization.id, reader);
    }
    this.#changed.fire();
  }

  setWindowInUse(inUse: boolean): void {
    this.#inUse = inUse;
    for (const reader of this.#readers.values()) reader.setInUse(inUse);
  }

  dispose(): void {
    for (const reader of this.#readers.values()) reader.dispose();
    this.#readers.clear();
    this.#changed.dispose();
  }

  #readerOf(organization: OrganizationIdentity): AccountReader {
    const emit = (observation: Observation) => this.#emit(observation);
    if (presets[organization.provider].isEditor) return new CursorTeam(organization, this.#parts, emit);
    const answered = this.#answered.get(organization.id) ?? null;
    this.#answered.delete(organization.id);
    return new OrganizationReader(organization, this.#parts, emit, answered);
  }
}
