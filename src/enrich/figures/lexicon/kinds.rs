//! Words that tell what a number is: part of a name or an address, a score, a market.

use super::{CHANGE, FUNDS, Lexicon, MARKET, NAMES_NUMBER, NOT_PLURAL, PLURAL, SPORT, STREET, THING};

pub(super) fn fill(lexicon: &mut Lexicon) {
    lexicon.mark(NAMES_NUMBER, BEFORE_NUMBERS);
    lexicon.mark(STREET, STREETS);
    lexicon.mark(SPORT, SPORTS);
    lexicon.mark(CHANGE, CHANGES);
    lexicon.mark(MARKET, MARKETS);
    lexicon.mark(FUNDS, SUMS);
    lexicon.mark(NOT_PLURAL, NO_PLURALS);
    lexicon.mark(PLURAL, PLURALS);
    lexicon.mark(THING, THINGS);
}

const BEFORE_NUMBERS: &str = "resolution resolutions article articles section sections sec. chapter rule rules regulation page pages p. \
    pp. room rooms flight flights highway highways route routes interstate motorway road junction exit channel boeing airbus \
    apollo soyuz formula type phase level category cat grade grades class division unit block gate line bus \
    ward district precinct zone area number no. nos. nos version windows iphone ipad ipod kindle galaxy playstation xbox act \
    proposition prop amendment psalm verse item lot plot order form table figure fig fig. step part volume vol vol. \
    issue episode season series lap heat pier terminal platform track tier tranche box suite apartment apt apt. \
    ext ext. extension tel tel. phone telephone fax call dial hotline helpline whatsapp id serial euro agenda vision \
    top fortune ftse nikkei nasdaq russell dax cac ibex stoxx sensex nifty s&p p topix kospi asx big dow stage day days \
    week round match game matchday sector schedule clause paragraph para ipc protocol directive convention \
    state house hb sb hr bill h.r. title titles channel radio fm bbc itv c sky agent code group mark mk model \
    ps squadron brigade battalion regiment unit squad post pool pod covid h sars mig falcon \
    ariane expo windows studio year years turn hole holes tee par seed windows ch area zone lane bay berth \
    ranked rated #  no number version v";
const STREETS: &str = "street st st. road rd rd. avenue ave ave. av boulevard blvd blvd. drive dr lane ln ln. way court ct \
    place square sq highway hwy hwy. parkway pkwy terrace crescent close row strasse straße rue plaza";
const SPORTS: &str = "won win wins winning beat beats beating defeat defeated defeating defeats loss lost lose losing victory \
    victories draw draws drew drawn lead leads led leading trailed trailing score scored scoring scoreline goal goals set sets match \
    matches game games tie tied thrashed thrashing edged edging halftime half-time final semifinal quarterfinal rout routed downed \
    hammered stunned outscored overtime shootout penalties aggregate innings wicket wickets over overs tiebreak playoff \
    playoffs vs vs. v league cup tournament season record run deficit equalizer equaliser hosts visitors crushed \
    overcame toppled dispatched saw eased past down up advantage vote voted majority ruling ruled decision level \
    triumph quarter period inning opener finale series crown title fightback comeback upset seed seeded ousted";
const CHANGES: &str = "go goes going went gone rose rise rises rising risen fell fall falls falling fallen grew grow growing grown increase increased \
    increases increasing decrease decreased decreases decreasing decline declined declines declining drop dropped drops dropping climb \
    climbed climbs climbing jumped jump jumps jumping surged surge surges surging soared soar soaring slid slide slides slipped slip slips sank sink shed \
    gained gain gains gaining lost lose loses losing losing cut cuts cutting raised raise raises raising reduced reduce \
    reducing lowered lower lowering up down widened narrowed shrank shrink shrunk expanded expand contracted \
    plunged plunge plunged tumbled tumble dipped dip eased edged advanced rallied rebounded recovered improved \
    worsened doubled tripled halved hiked hike upgraded downgraded changed moved went dropped swelled ballooned \
    accelerated slowed revised boosted boost trimmed trim";
const MARKETS: &str = "index indices indexes stocks shares equities dow nasdaq ftse nikkei dax sensex nifty hang seng composite s&p topix \
    kospi cac ibex bourse stoxx";
const SUMS: &str = "investment investments revenue revenues sales turnover debt debts loan loans lending borrowing funding funds aid relief \
    cost costs damage damages loss losses profit profits savings tax taxes bonds bills assets exports imports cash grants \
    spending equity capital compensation fines deposits credit credits subsidies payments income earnings trade \
    reserves budget bailout bailouts stimulus liabilities writedowns deficit surplus financing liquidity donations \
    bribes bonuses wages salaries royalties dividends proceeds takings expenditure outlays receipts";
const NO_PLURALS: &str = "sports arms sales news series species means gas bus lens crisis basis analysis politics economics physics mathematics \
    ethics business class glass process access success progress congress press mass loss boss cross dress address \
    express status virus campus previous various serious dangerous religious famous famous's plus minus thus this \
    is was has its his us as does goes says always perhaps towards besides less unless across process illness \
    witness fitness wellness likewise diabetes rabies measles headquarters overseas indoors outdoors paris texas \
    kansas arkansas massachusetts illinois wales netherlands philippines athletics gymnastics tennis \
    chess bias alias atlas canvas christmas pancreas texas iris tennis savings goods customs united los las \
    des les hiv/aids aids mars venus jesus james charles davis williams jones sometimes nowadays";
const PLURALS: &str = "people men women children police cattle feet teeth mice geese oxen aircraft sheep fish deer livestock poultry \
    swine bison offspring dice lives wives knives halves wolves leaves shelves loaves thieves criteria data media \
    bacteria spacecraft hovercraft rotorcraft watercraft gunmen personnel staff crew troops servicemen series species \
    headquarters crossroads barracks mullet cod tuna herring carp mackerel elk quail caribou antelope krill alumni fungi larvae phenomena strata shrimp salmon trout moose reindeer buffalo grouse squid nos fingerlings";
const THINGS: &str = "oscars emmys grammys tonys baftas olympics boeings airbuses toyotas hondas bmws fords teslas iphones ipads \
    androids mondays tuesdays wednesdays thursdays fridays saturdays sundays tests internationals odis t20s t20is \
    majors opens slams masters games seats acts bills states kalashnikovs migs suvs suv atms ngos pcs dvds cds \
    smes startups drones emmas points houses stars wins goals jumpers books";
