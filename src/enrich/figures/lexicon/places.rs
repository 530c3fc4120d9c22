//! Adjectives of countries, as they stand before a currency or a noun for people (`Canadian dollars`).

use super::{DEMONYM, Lexicon};

pub(super) fn fill(lexicon: &mut Lexicon) {
    for entry in ADJECTIVES.split_whitespace() {
        let Some((word, country)) = entry.split_once(':') else { continue };
        let known = lexicon.entry(word);
        known.flags |= DEMONYM;
        if let Ok(code) = <[u8; 2]>::try_from(country.as_bytes()) {
            known.country = code;
        }
    }
}

const ADJECTIVES: &str = "afghan:AF albanian:AL algerian:DZ american:US us:US u.s.:US angolan:AO argentine:AR \
    argentinian:AR armenian:AM australian:AU aussie:AU austrian:AT azerbaijani:AZ azeri:AZ bahamian:BS bahraini:BH \
    bangladeshi:BD barbadian:BB belarusian:BY belgian:BE beninese:BJ bermudian:BM bhutanese:BT bolivian:BO \
    bosnian:BA brazilian:BR british:GB briton:GB bruneian:BN bulgarian:BG burkinabe:BF burmese:MM burundian:BI \
    cambodian:KH cameroonian:CM canadian:CA chadian:TD chilean:CL chinese:CN colombian:CO congolese:CD croatian:HR \
    cuban:CU cypriot:CY czech:CZ danish:DK dominican:DO dutch:NL ecuadorian:EC egyptian:EG emirati:AE english:GB \
    eritrean:ER estonian:EE ethiopian:ET fijian:FJ filipino:PH philippine:PH finnish:FI french:FR gabonese:GA \
    gambian:GM georgian:GE german:DE ghanaian:GH greek:GR guatemalan:GT guinean:GN guyanese:GY haitian:HT \
    honduran:HN hungarian:HU icelandic:IS indian:IN indonesian:ID iranian:IR iraqi:IQ irish:IE israeli:IL \
    italian:IT ivorian:CI jamaican:JM japanese:JP jordanian:JO kazakh:KZ kazakhstani:KZ kenyan:KE kuwaiti:KW \
    kyrgyz:KG lao:LA laotian:LA latvian:LV lebanese:LB liberian:LR libyan:LY lithuanian:LT macedonian:MK \
    malagasy:MG malawian:MW malaysian:MY malian:ML maltese:MT mauritian:MU mexican:MX moldovan:MD mongolian:MN \
    moroccan:MA mozambican:MZ namibian:NA nepali:NP nepalese:NP nicaraguan:NI nigerian:NG norwegian:NO omani:OM \
    pakistani:PK palestinian:PS panamanian:PA paraguayan:PY peruvian:PE polish:PL portuguese:PT qatari:QA \
    romanian:RO russian:RU rwandan:RW salvadoran:SV saudi:SA senegalese:SN serbian:RS singaporean:SG slovak:SK \
    slovenian:SI somali:SO spanish:ES sudanese:SD swedish:SE swiss:CH syrian:SY taiwanese:TW tajik:TJ tanzanian:TZ \
    thai:TH togolese:TG trinidadian:TT tunisian:TN turkish:TR turkmen:TM ugandan:UG ukrainian:UA uruguayan:UY \
    uzbek:UZ venezuelan:VE vietnamese:VN yemeni:YE zambian:ZM zimbabwean:ZW rohingya:MM kurdish:IQ scottish:GB \
    welsh:GB hong-kong:HK kong:HK zealand:NZ african:ZA cfa:SN";
