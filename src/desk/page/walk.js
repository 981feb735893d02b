// The ranking as it is walked through: pages of rows, fetched when they come into sight, and
// kept so that the candidates' pages know who is next in the same order.
import { get, query } from "./api.js";
import { searched } from "./language.js";

const page_size = 100;

export const plain_filter = () => ({
  sort: "rank",
  descending: false,
  search: "",
  decision: "",
  musts: "",
  flagged: "",
  status: "",
});

export const is_filtered = (filter) =>
  Boolean(filter.search || filter.decision || filter.musts || filter.flagged || filter.status);

const walks = new Map();

export class Walk {
  constructor(job, filter) {
    this.job = job;
    this.filter = { ...filter };
    this.rows = new Map();
    this.pages = new Map();
    this.head = null;
    this.stale = false;
  }

  /** The page that holds `index`; an answer of a newer ranking makes this walk stale. */
  page_of(index) {
    const number = Math.floor(index / page_size);
    if (!this.pages.has(number)) {
      const wanted = get(
        `jobs/${this.job}/ranking${query({
          ...this.filter,
          search: searched(this.filter.search),
          offset: number * page_size,
          limit: page_size,
        })}`,
      ).then(
        (answer) => {
          if (this.head && answer.version !== this.head.version) this.stale = true;
          else this.head ??= answer;
          answer.rows.forEach((row, at) => this.rows.set(number * page_size + at, row));
          return answer;
        },
        (error) => {
          this.pages.delete(number);
          throw error;
        },
      );
      this.pages.set(number, wanted);
    }
    return this.pages.get(number);
  }

  async row(index) {
    if (!this.rows.has(index)) await this.page_of(index);
    return this.rows.get(index);
  }

  index_of(candidate) {
    for (const [index, row] of this.rows) if (row.candidate === candidate) return index;
    return -1;
  }

  /** A row that the desk told anew, in its old place: it moves when the ranking is fetched again. */
  take(row) {
    const index = this.index_of(row.candidate);
    if (index >= 0) this.rows.set(index, row);
    return index;
  }
}

export const begin_walk = async (job, filter) => {
  const walk = new Walk(job, filter);
  await walk.page_of(0);
  walks.set(job, walk);
  return walk;
};

export const walk_of = (job) => walks.get(job);

/** Who stands before and after `candidate` in the order last looked at, and where it stands. */
export const neighbours = async (job, candidate) => {
  const walk = walks.get(job);
  const at = walk ? walk.index_of(candidate) : -1;
  if (at < 0) return null;
  const [before, after] = [
    at > 0 ? await walk.row(at - 1) : null,
    at + 1 < walk.head.filtered ? await walk.row(at + 1) : null,
  ];
  return {
    previous: before?.candidate ?? null,
    next: after?.candidate ?? null,
    at: at + 1,
    of: walk.head.filtered,
  };
};
