/** What is wrong with files of data, in one sentence that names the file: missing, cut short, of another format. */
export class DataError extends Error {
  override readonly name = 'DataError';
}
