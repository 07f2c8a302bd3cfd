// What the scripts of the site leave for one another, and how node takes the engine.
declare const module: { exports: object };
declare var zichaIndex: Index;
declare var zichaSearch: {
  createSearch: (index: Index) => Engine;
  folder: (pairs: [string, string]) => Fold;
};
declare var zichaSheets: SheetRecord[] | undefined;
declare var zichaWay: {
  words: Record<string, string>;
  kept: (key: string) => string;
  keep: (key: string, value: string) => void;
  addressed: (name: string, value: string) => void;
};
declare var zichaAssess: any;
declare var idb: any;
declare var fflate: any;
declare var zichaWorkbook: string;
interface HTMLFormControlsCollection {
  [name: string]: any;
}
