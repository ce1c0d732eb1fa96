import { createGroupCommit } from '../../hooks-server/events/group-commit.js';

/** A commit that notes what it was given. */
function noted() {
  const groups: number[][] = [];
  const commit = (items: readonly number[]) => {
    groups.push([...items]);
    return Promise.resolve();
  };
  return { groups, commit };
}

describe('a group commit', () => {
  it('commits the first item at once where nobody is to be waited for', async () => {
    const { groups, commit } = noted();
    const commits = createGroupCommit(commit);
    await Promise.all([commits.submit(1), commits.submit(2), commits.submit(3)]);
    expect(groups).toEqual([[1], [2, 3]]);
  });

  it('gathers what comes within its time, and hurries when it is to be idle', async () => {
    const { groups, commit } = noted();
    const commits = createGroupCommit(commit, { gatherMs: 600_000 });
    const submitted = [1, 2, 3].map((item) => commits.submit(item));
    await commits.idle();
    await Promise.all(submitted);
    expect(groups).toEqual([[1, 2, 3]]);
  });

  it('commits what it gathered when the time is over', async () => {
    const { groups, commit } = noted();
    const commits = createGroupCommit(commit, { gatherMs: 1 });
    await Promise.all([commits.submit(1), commits.submit(2)]);
    expect(groups).toEqual([[1, 2]]);
  });
});
