//! Function words and verbs, by which noun phrases and clauses end.

use super::{
    ADVERB, ARTICLE, AUXILIARY, CONJUNCTION, DETERMINER, FEW, Lexicon, PREPOSITION, PRONOUN, QUALIFIER,
    RELATIVE, VERB,
};

pub(super) fn fill(lexicon: &mut Lexicon) {
    lexicon.mark(PREPOSITION, PREPOSITIONS);
    lexicon.mark(CONJUNCTION, CONJUNCTIONS);
    lexicon.mark(DETERMINER, DETERMINERS);
    lexicon.mark(AUXILIARY, AUXILIARIES);
    lexicon.mark(PRONOUN, PRONOUNS);
    lexicon.mark(RELATIVE, RELATIVES);
    lexicon.mark(ADVERB, ADVERBS);
    lexicon.mark(VERB, VERBS);
    lexicon.mark(QUALIFIER, QUALIFIERS);
    lexicon.mark(ARTICLE, "a an");
    lexicon.mark(FEW, "several few many");
}

const PREPOSITIONS: &str = "of in on at to from for with by about against between into through during before after above below \
    under over across along among amid amongst around behind beneath beside besides beyond despite down except inside \
    near off onto out outside past per since than throughout till toward towards until up upon via within without \
    versus vs vs. v like unlike including excluding following ahead aboard regarding plus minus";
const CONJUNCTIONS: &str =
    "and or but nor yet so if while although though because unless whereas as when whenever once & then";
const DETERMINERS: &str = "the a an this these those every each all both either neither any no some its his her their our your my \
    another such enough several many few much";
const AUXILIARIES: &str = "is are was were be been being am has have had having do does did will would shall should can could may \
    might must cannot can't won't wouldn't didn't doesn't don't isn't aren't wasn't weren't hasn't haven't hadn't \
    couldn't shouldn't";
const PRONOUNS: &str = "i you he she it we they me him us them himself herself itself themselves ourselves who's it's he's \
    she's they're we're i'm something nothing everything anyone everyone someone nobody there here what";
const RELATIVES: &str = "who whom whose which that where why how whether";
const ADVERBS: &str = "not also only just still already even ever never now again ago away apart together almost nearly \
    too very well soon later earlier afterwards alone instead however meanwhile moreover therefore thus hence perhaps maybe \
    today yesterday tomorrow tonight here there each respectively overall altogether often sometimes always usually \
    likely least more most less further far yet away annually daily monthly weekly yearly worldwide nationwide";
const VERBS: &str = "went came got gave took made saw knew left lost fell rose grew drew held kept led met paid ran sat sold \
    sent spent stood struck swept won began became broke brought built bought caught chose dealt drove ate fought \
    flew forgot froze hid hit lay let meant rang rode sang sank set shook shot shut slept spoke stole stuck swam \
    threw understood wore is are was were has have includes included including remain remained remains \
    arrived attended participated voted gathered marched protested crossed entered lived live lives living work worked \
    working reside resided travelled traveled traveling travelling moved returned received took take takes taking get \
    gets getting go goes going come comes coming gained scored visited joined signed backed supported opposed agreed \
    died fled survived escaped tested need needed face faces facing facing qualified competed applied registered \
    enrolled graduated lining lined stayed waiting waited appeared participate participating attend attending aged \
    totalling totaling worth belonging according followed resulting";
const QUALIFIERS: &str = "about around some roughly nearly almost approximately approx approx. estimated circa close over above \
    exceeding exceeds exceeded exceed surpassing surpassed surpasses topping topped more greater upwards excess least fewer less minimum \
    under below lower up many much within most maximum well just virtually ~ > < ≈ ≥ ≤ ± higher beyond past approaching \
    near nearer shy neared";
