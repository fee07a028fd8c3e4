/**
 * The sets of images that are known by name: what they are, and where their authors' files can be fetched.
 *
 * In a data folder a set is `<set>-images-idx3-ubyte.gz` and `<set>-labels-idx1-ubyte.gz`; large sets keep their
 * training images apart, as `<set>-train-images-idx3-ubyte.gz` and `<set>-train-labels-idx1-ubyte.gz`. Either may
 * be unpacked, without `.gz`.
 */

/** A file of a set: its name in the data folder, on the server, and the SHA-256 of its bytes as served. */
export interface DataFile {
  readonly name: string;
  readonly remoteName: string;
  readonly sha256: string;
}

export interface DataSet {
  readonly name: string;
  readonly summary: string;
  readonly licence: string;
  /** Folder of the files on the web; undefined where nobody serves the set as IDX files. */
  readonly url: string | undefined;
  readonly files: readonly DataFile[];
}

/** The four files by which MNIST and its successors are served. */
function servedFiles(
  set: string,
  [trainImages, trainLabels, images, labels]: readonly [string, string, string, string],
): DataFile[] {
  const file = (part: string, remotePart: string, sha256: string): DataFile => ({
    name: `${set}-${part}-ubyte.gz`,
    remoteName: `${remotePart}-ubyte.gz`,
    sha256,
  });
  return [
    file('train-images-idx3', 'train-images-idx3', trainImages),
    file('train-labels-idx1', 'train-labels-idx1', trainLabels),
    file('images-idx3', 't10k-images-idx3', images),
    file('labels-idx1', 't10k-labels-idx1', labels),
  ];
}

/** Every known set by name. The checksums are those that torchvision and others have published for these files. */
export const dataSets: ReadonlyMap<string, DataSet> = new Map(
  [
    {
      name: 'mnist',
      summary: 'handwritten digits, 28 x 28, 10 classes (LeCun, Cortes & Burges)',
      licence: 'CC BY-SA 3.0',
      url: 'https://storage.googleapis.com/cvdf-datasets/mnist/',
      files: servedFiles('mnist', [
        '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
        '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
        '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6',
        'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
      ]),
    },
    {
      name: 'fashion-mnist',
      summary: 'articles of clothing, 28 x 28, 10 classes (Xiao, Rasul & Vollgraf 2017)',
      licence: 'MIT',
      url: 'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
      files: servedFiles('fashion-mnist', [
        '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
        'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
        '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073',
        '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5',
      ]),
    },
    {
      name: 'kmnist',
      summary: 'cursive Japanese characters, 28 x 28, 10 classes (Clanuwat et al. 2018)',
      licence: 'CC BY-SA 4.0',
      url: 'http://codh.rois.ac.jp/kmnist/dataset/kmnist/',
      files: servedFiles('kmnist', [
        '51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4',
        'e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17',
        'edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5',
        '20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c',
      ]),
    },
    {
      name: 'digits',
      summary: 'handwritten digits, 8 x 8, 10 classes (Alpaydin & Kaynak 1998)',
      licence: 'CC BY 4.0',
      url: undefined,
      files: [],
    },
  ].map((set) => [set.name, set]),
);

/** Names of the sets that can be downloaded. */
export const downloadableSets: readonly string[] = [...dataSets.values()].flatMap(({ name, url }) =>
  url === undefined ? [] : [name],
);
