import { DeadlineError, UnavailableError } from '../../../hooks-server/errors.js';
import { createGuard } from '../../../hooks-server/cache/stores/guard.js';

describe('the guard before Redis', () => {
  const failing = () => Promise.reject(new Error('away'));
  const hanging = () => new Promise<never>(() => undefined);
  const create = (ping: () => Promise<unknown>, changes: boolean[] = []) =>
    createGuard({ timeoutMs: 10, failures: 3, retryMs: 20, ping, onChange: (up) => changes.push(up) });

  it('lets results and errors through', async () => {
    const guard = create(failing);
    expect(await guard.run(() => Promise.resolve(5))).toBe(5);
    await expect(guard.run(failing)).rejects.toThrow('away');
    guard.close();
  });

  it('gives up on a call that hangs', async () => {
    const guard = create(failing);
    await expect(guard.run(hanging)).rejects.toThrow(DeadlineError);
    guard.close();
  });

  it('refuses calls without making them after failures in a row, and single failures do not count', async () => {
    const changes: boolean[] = [];
    const guard = create(failing, changes);
    for (const work of [failing, failing, () => Promise.resolve(), failing, failing]) {
      await guard.run<unknown>(work).catch(() => undefined);
    }
    expect(guard.open).toBe(false);
    await guard.run(failing).catch(() => undefined);
    let calls = 0;
    await expect(guard.run(() => Promise.resolve((calls += 1)))).rejects.toThrow(UnavailableError);
    expect([guard.open, calls, changes]).toEqual([true, 0, [false]]);
    guard.close();
  });

  it('does not count what the other side refused: it is there', async () => {
    const guard = createGuard({
      ...{ timeoutMs: 10, failures: 1, retryMs: 20, ping: failing },
      isRefusal: ({ message }) => message === 'refused',
    });
    const refused = () => Promise.reject(new Error('refused'));
    for (let call = 0; call < 3; call++) await expect(guard.run(refused)).rejects.toThrow('refused');
    expect(guard.open).toBe(false);
    await expect(guard.run(failing)).rejects.toThrow('away');
    expect(guard.open).toBe(true);
    guard.close();
  });

  it('tells once that the other side is away, however often it is tried in vain', async () => {
    const changes: boolean[] = [];
    let pings = 0;
    let triedThrice: () => void = () => undefined;
    const thrice = new Promise<void>((resolve) => (triedThrice = resolve));
    const guard = create(() => {
      pings += 1;
      if (pings === 4) triedThrice();
      return failing();
    }, changes);
    for (let call = 0; call < 3; call++) await guard.run(failing).catch(() => undefined);
    await thrice;
    expect(changes).toEqual([false]);
    guard.close();
  });

  it('tries by a ping of its own whether calls may go through again', async () => {
    let up = false;
    let restored: () => void = () => undefined;
    const back = new Promise<void>((resolve) => (restored = resolve));
    const guard = createGuard({
      ...{ timeoutMs: 10, failures: 1, retryMs: 20 },
      ping: () => (up ? Promise.resolve('PONG') : failing()),
      onChange: (available) => available && restored(),
    });
    await guard.run(failing).catch(() => undefined);
    expect(guard.open).toBe(true);
    up = true;
    await back;
    expect(await guard.run(() => Promise.resolve(5))).toBe(5);
    guard.close();
  });
});
