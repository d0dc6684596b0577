/** Every regular file in a folder and the folders in it, behind no link. */
export declare function filesIn(folder: string): string[];
