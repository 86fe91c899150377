import type { AuditEntry, AuditOperation, AuditTrail } from '../audit';

/** The audit of what has no database: remembers what it is told, and fails when a test says so. */
export class RecordingAudit implements AuditTrail {
  readonly entries: (AuditEntry & { result: string; error?: unknown })[] = [];
  failure: Error | undefined;

  async begin(entry: AuditEntry): Promise<AuditOperation> {
    if (this.failure) throw this.failure;
    const kept: RecordingAudit['entries'][number] = {
      ...entry,
      result: 'initiated',
    };
    this.entries.push(kept);
    return {
      id: String(this.entries.length),
      succeed: async said => {
        Object.assign(kept, said, { result: 'succeeded' });
      },
      fail: async (error, said) => {
        Object.assign(kept, said, { result: 'failed', error });
      },
      refuse: async reason => {
        Object.assign(kept, { result: 'refused', reason });
      },
    };
  }

  async perform<T>(
    entry: AuditEntry,
    work: (operation: AuditOperation) => Promise<T>,
  ): Promise<T> {
    const operation = await this.begin(entry);
    const result = await work(operation);
    await operation.succeed();
    return result;
  }

  async change<T>(work: Parameters<AuditTrail['change']>[0]): Promise<T> {
    if (this.failure) throw this.failure;
    return (await work(undefined as never, entry => {
      this.entries.push({ ...(entry as AuditEntry), result: 'succeeded' });
    })) as T;
  }

  async note(entry: AuditEntry): Promise<boolean> {
    this.entries.push({ ...entry, result: 'succeeded' });
    return true;
  }
}
