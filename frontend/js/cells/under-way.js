// The records of which cells are being saved: what a later write says that it saw, it says once these are
// answered, else one's own earlier write would look like somebody else's.

/** @type {Map<string, number>} */
const records = new Map(); // by their addresses, how many of their cells are being saved

/** @param {string} address of a cell */
const recordAt = (address) => address.split("/cell/")[0];

/**
 * A cell of a record is being saved; gives what ends it.
 * @param {string} address of the cell
 */
export function hold(address) {
  const record = recordAt(address);
  records.set(record, (records.get(record) ?? 0) + 1);
  return () => {
    const left = (records.get(record) ?? 0) - 1;
    if (left) records.set(record, left);
    else records.delete(record);
  };
}

/**
 * Whether a cell of the same record is being saved.
 * @param {string} address of a cell, or of the record
 */
export const isHeld = (address) => records.has(recordAt(address));
