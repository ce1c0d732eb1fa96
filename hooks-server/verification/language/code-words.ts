import { wordSet } from './lines.js';

/** Words around which a single letter, or a capital, is a matter of spelling. */
export const codeContexts = wordSet(`
key keys vim vi emacs command commands option options flag flags switch regex regexp letter printf format git ls tar grep
ps cp mv rm awk sed curl ssh bash zsh shell linux unix register shortcut hotkey variable type types class parameter java
c# csharp kotlin scala swift go golang rust python typescript javascript haskell keyword strftime tmux less nano
`);

/** Names of types that are written with and without a capital, and mean two things then. */
export const typeNames = wordSet(`
integer string boolean double float object character byte long short number symbol array list map set date function record
optional any void error exception
`);

/** Words of everyday that are names when they have a capital. */
export const capitalsMatter = wordSet(`
turkey china polish chad jordan georgia guinea togo nice bern cologne mercury mars perth dane danes swede kiwi phoenix
austin virginia florence sydney porto niger oxford cambridge washington saturn lyon milan houston dallas basel sofia
persian swiss dutch finn pole march august may april june rose mark bill will grace hope jack frank art pat rob sue dawn
amber ruby pearl heather ivy holly iris daisy lily olive apple amazon windows python rust shell oracle swift go java perl
spark edge chrome safari opera slack zoom notion visa jaguar puma mustang beetle ford reading bath hull cork sandwich
target gap orange express catholic reformation excel word access teams outlook publisher pages keynote
`);
