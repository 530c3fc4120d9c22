//! Written forms that are read, and such as must stay unread.

use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::{of_number, read, read_line};

/// A form, the instant it means where the assumed zone is UTC, and whether it gives its zone.
const READ: &[(&str, &str, bool)] = &[
    // RFC 3339 and ISO 8601.
    ("2024-05-07T06:30:00Z", "2024-05-07T06:30:00Z", true),
    ("2024-05-07t06:30:00z", "2024-05-07T06:30:00Z", true),
    ("2024-05-07T09:30:00+03:00", "2024-05-07T06:30:00Z", true),
    ("2024-05-07T09:30:00+0300", "2024-05-07T06:30:00Z", true),
    ("2024-05-07T09:30:00+03", "2024-05-07T06:30:00Z", true),
    ("2024-05-07T06:30:00 +03:00", "2024-05-07T03:30:00Z", true),
    ("2024-05-07T01:30:00-05:00", "2024-05-07T06:30:00Z", true),
    ("2024-05-07T01:30:00\u{2212}05:00", "2024-05-07T06:30:00Z", true),
    ("2024-05-07T12:00:00+05:30", "2024-05-07T06:30:00Z", true),
    ("2024-05-07T06:30:00.250Z", "2024-05-07T06:30:00.25Z", true),
    ("2024-05-07T06:30:00,250Z", "2024-05-07T06:30:00.25Z", true),
    ("2024-05-07T06:30:00.1234567Z", "2024-05-07T06:30:00.1234567Z", true),
    ("2024-05-07T06:30:00.123456789012Z", "2024-05-07T06:30:00.123456789Z", true),
    ("2024-05-07T06:30Z", "2024-05-07T06:30:00Z", true),
    ("2024-05-07T06:30", "2024-05-07T06:30:00Z", false),
    ("2024-05-07T06:30:00", "2024-05-07T06:30:00Z", false),
    ("2024-05-07T06", "2024-05-07T06:00:00Z", false),
    ("2024-05-07T063000Z", "2024-05-07T06:30:00Z", true),
    ("20240507T063000Z", "2024-05-07T06:30:00Z", true),
    ("20240507T0630", "2024-05-07T06:30:00Z", false),
    ("20240507T093000+0300", "2024-05-07T06:30:00Z", true),
    ("20240507T063000.5Z", "2024-05-07T06:30:00.5Z", true),
    ("20240507 06:30", "2024-05-07T06:30:00Z", false),
    ("20240507063000Z", "2024-05-07T06:30:00Z", true),
    ("2024-05-07", "2024-05-07T00:00:00Z", false),
    ("2024-05-07Z", "2024-05-07T00:00:00Z", true),
    ("2024-05-07+03:00", "2024-05-06T21:00:00Z", true),
    ("2024-05-07-05:00", "2024-05-07T05:00:00Z", true),
    ("2024-W19-2", "2024-05-07T00:00:00Z", false),
    ("2024-W19-2T06:30Z", "2024-05-07T06:30:00Z", true),
    ("2024-128", "2024-05-07T00:00:00Z", false),
    ("2024-05-07T24:00:00Z", "2024-05-08T00:00:00Z", true),
    ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z", true),
    ("2024-05-07T08:30:00+02:00[Europe/Berlin]", "2024-05-07T06:30:00Z", true),
    ("2024-05-07T08:30:00[Europe/Berlin]", "2024-05-07T06:30:00Z", true),
    // Databases and programming languages.
    ("2024-05-07 06:30:00", "2024-05-07T06:30:00Z", false),
    ("2024-05-07 06:30:00 +0000", "2024-05-07T06:30:00Z", true),
    ("2024-05-07 06:30:00+00", "2024-05-07T06:30:00Z", true),
    ("2024-05-07 06:30:00.123456 UTC", "2024-05-07T06:30:00.123456Z", true),
    ("2024-05-07 08:30:00 +0200 CEST", "2024-05-07T06:30:00Z", true),
    ("2024-05-07 06:30:00 +0000 UTC", "2024-05-07T06:30:00Z", true),
    ("2024-05-07 08:30:00 Europe/Berlin", "2024-05-07T06:30:00Z", true),
    ("2024-05-07 02:30:00 America/New_York", "2024-05-07T06:30:00Z", true),
    ("2024-05-07 02:30:00 America/Port-au-Prince", "2024-05-07T06:30:00Z", true),
    ("2024-05-07 06:30:00 AM", "2024-05-07T06:30:00Z", false),
    ("2024-05-07 at 6:30 am", "2024-05-07T06:30:00Z", false),
    ("Tue May  7 06:30:00 2024", "2024-05-07T06:30:00Z", false),
    ("Tue May  7 06:30:00 UTC 2024", "2024-05-07T06:30:00Z", true),
    ("Tue May 07 02:30:00 EDT 2024", "2024-05-07T06:30:00Z", true),
    ("Tue May 07 2024 09:30:00 GMT+0300 (Eastern European Summer Time)", "2024-05-07T06:30:00Z", true),
    ("Tue May 07 2024 02:30:00 GMT-0400 (heure d’été de l’Est)", "2024-05-07T06:30:00Z", true),
    ("07/May/2024:06:30:00 +0000", "2024-05-07T06:30:00Z", true),
    ("/Date(1715063400000)/", "2024-05-07T06:30:00Z", true),
    ("1715063400", "2024-05-07T06:30:00Z", true),
    ("1715063400.5", "2024-05-07T06:30:00.5Z", true),
    ("1715063400000", "2024-05-07T06:30:00Z", true),
    ("1715063400000000", "2024-05-07T06:30:00Z", true),
    ("20240507", "2024-05-07T00:00:00Z", false),
    ("20240507063000", "2024-05-07T06:30:00Z", false),
    ("202405070630", "2024-05-07T06:30:00Z", false),
    // RFC 2822 and its forerunners.
    ("Tue, 07 May 2024 06:30:00 GMT", "2024-05-07T06:30:00Z", true),
    ("Tue, 07 May 2024 09:00:00 +0300", "2024-05-07T06:00:00Z", true),
    ("Tue, 7 May 2024 06:30:00 -0000", "2024-05-07T06:30:00Z", true),
    ("Tue, 07 May 2024 06:30:00 UT", "2024-05-07T06:30:00Z", true),
    ("Tue, 07 May 2024 06:30:00 Z", "2024-05-07T06:30:00Z", true),
    ("Tue, 07 May 2024 02:30:00 EDT", "2024-05-07T06:30:00Z", true),
    ("Tue, 07 May 2024 09:30:00 +0300 (EEST)", "2024-05-07T06:30:00Z", true),
    ("Tue, 07 May 2024 06:30 GMT", "2024-05-07T06:30:00Z", true),
    ("7 May 24 06:30:00 GMT", "2024-05-07T06:30:00Z", true),
    ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z", true),
    // The zones of the contract.
    ("2024-05-07 06:30 UTC", "2024-05-07T06:30:00Z", true),
    ("2024-05-07 06:30 GMT", "2024-05-07T06:30:00Z", true),
    ("December 13, 2016 8:52PM EST", "2016-12-14T01:52:00Z", true),
    ("May 7, 2024 2:30 a.m. EDT", "2024-05-07T06:30:00Z", true),
    ("Jan 7, 2024 12:30 AM CST", "2024-01-07T06:30:00Z", true),
    ("May 7, 2024 1:30 AM CDT", "2024-05-07T06:30:00Z", true),
    ("January 6, 2024 11:30 PM MST", "2024-01-07T06:30:00Z", true),
    ("May 7, 2024 12:30 AM MDT", "2024-05-07T06:30:00Z", true),
    ("Jan. 6, 2024 10:30 p.m. PST", "2024-01-07T06:30:00Z", true),
    ("May 6, 2024 11:30 P.M. PDT", "2024-05-07T06:30:00Z", true),
    ("7 January 2024 07:30 CET", "2024-01-07T06:30:00Z", true),
    ("7 May 2024 08:30 CEST", "2024-05-07T06:30:00Z", true),
    ("7 January 2024 08:30 EET", "2024-01-07T06:30:00Z", true),
    ("7 May 2024 09:30 EEST", "2024-05-07T06:30:00Z", true),
    ("7 January 2024 06:30 WET", "2024-01-07T06:30:00Z", true),
    ("7 May 2024 07:30 WEST", "2024-05-07T06:30:00Z", true),
    ("7 May 2024 09:30 MSK", "2024-05-07T06:30:00Z", true),
    // Moscow was four hours ahead from 2011 to 2014.
    ("7 May 2013 10:30 MSK", "2013-05-07T06:30:00Z", true),
    ("2024/05/07 15:30 JST", "2024-05-07T06:30:00Z", true),
    ("2024/05/07 15:30 KST", "2024-05-07T06:30:00Z", true),
    ("May 6, 2024 8:30 PM HST", "2024-05-07T06:30:00Z", true),
    ("January 6, 2024 9:30 PM AKST", "2024-01-07T06:30:00Z", true),
    ("May 6, 2024 10:30 PM AKDT", "2024-05-07T06:30:00Z", true),
    ("7 May 2024 6:30pm NZST", "2024-05-07T06:30:00Z", true),
    ("7 January 2024 7:30pm NZDT", "2024-01-07T06:30:00Z", true),
    ("7 May 2024 4.30pm AEST", "2024-05-07T06:30:00Z", true),
    ("7 January 2024 5.30pm AEDT", "2024-01-07T06:30:00Z", true),
    // Others of one meaning, and zones by name.
    ("07 May 2024 14:30 SGT", "2024-05-07T06:30:00Z", true),
    ("May 7, 2024 14:30 HKT", "2024-05-07T06:30:00Z", true),
    ("07 May 2024 11:30 PKT", "2024-05-07T06:30:00Z", true),
    ("07 May 2024 08:30 SAST", "2024-05-07T06:30:00Z", true),
    ("May 7, 2024, 2:30 a.m. ET", "2024-05-07T06:30:00Z", true),
    ("January 7, 2024, 1:30 a.m. ET", "2024-01-07T06:30:00Z", true),
    ("May 6, 2024, 11:30 p.m. PT", "2024-05-07T06:30:00Z", true),
    ("May 7, 2024 2:30 a.m. Eastern time", "2024-05-07T06:30:00Z", true),
    ("January 7, 2024 1:30 a.m. Eastern Standard Time", "2024-01-07T06:30:00Z", true),
    ("7 May 2024 09:30 Moscow time", "2024-05-07T06:30:00Z", true),
    ("7 May 2024 09:30 (EEST)", "2024-05-07T06:30:00Z", true),
    ("7 May 2024 09:30 UTC+3", "2024-05-07T06:30:00Z", true),
    ("7 May 2024 12:00 GMT+5:30", "2024-05-07T06:30:00Z", true),
    ("7 May 2024 12:00 UTC +05:30", "2024-05-07T06:30:00Z", true),
    // Written dates.
    ("2016 Oct 10", "2016-10-10T00:00:00Z", false),
    ("10 Oct 2016", "2016-10-10T00:00:00Z", false),
    ("Oct 10 2016", "2016-10-10T00:00:00Z", false),
    ("Oct. 10, 2016", "2016-10-10T00:00:00Z", false),
    ("OCTOBER 10, 2016", "2016-10-10T00:00:00Z", false),
    ("2016, October 10", "2016-10-10T00:00:00Z", false),
    ("10-Oct-2016", "2016-10-10T00:00:00Z", false),
    ("2016-Oct-10", "2016-10-10T00:00:00Z", false),
    ("10/Oct/2016", "2016-10-10T00:00:00Z", false),
    ("10Oct2016", "2016-10-10T00:00:00Z", false),
    ("Sept. 5, 2023", "2023-09-05T00:00:00Z", false),
    ("5 Sept 2023", "2023-09-05T00:00:00Z", false),
    ("7th May 2024", "2024-05-07T00:00:00Z", false),
    ("May 1st, 2024", "2024-05-01T00:00:00Z", false),
    ("2nd of May, 2024", "2024-05-02T00:00:00Z", false),
    ("the 3rd of June 2024", "2024-06-03T00:00:00Z", false),
    ("7. May 2024", "2024-05-07T00:00:00Z", false),
    ("Tuesday 7 May 2024", "2024-05-07T00:00:00Z", false),
    ("Tues., May 7, 2024", "2024-05-07T00:00:00Z", false),
    ("Thurs 9 May 2024", "2024-05-09T00:00:00Z", false),
    ("on Tuesday, 7 May 2024", "2024-05-07T00:00:00Z", false),
    ("7.5.2024", "2024-05-07T00:00:00Z", false),
    ("07.05.2024 06:30", "2024-05-07T06:30:00Z", false),
    ("2024.05.07 06:30", "2024-05-07T06:30:00Z", false),
    ("2024/5/7", "2024-05-07T00:00:00Z", false),
    ("25/12/2024", "2024-12-25T00:00:00Z", false),
    ("12/25/2024 6:30 PM", "2024-12-25T18:30:00Z", false),
    ("31-01-2024 06:30", "2024-01-31T06:30:00Z", false),
    ("05/05/2024", "2024-05-05T00:00:00Z", false),
    // In the large languages of news.
    ("7 mai 2024 à 14h30", "2024-05-07T14:30:00Z", false),
    ("mardi 7 mai 2024, 14 h 30", "2024-05-07T14:30:00Z", false),
    ("Publié le 1er février 2024 à 08:05", "2024-02-01T08:05:00Z", false),
    ("mar. 7 mai 2024 14 heures", "2024-05-07T14:00:00Z", false),
    ("7 août 2024 08:30 +0200", "2024-08-07T06:30:00Z", true),
    ("7 de mayo de 2024 a las 14:30", "2024-05-07T14:30:00Z", false),
    ("martes, 7 de mayo del 2024", "2024-05-07T00:00:00Z", false),
    ("Segunda-feira, 6 de maio de 2024 às 14h30", "2024-05-06T14:30:00Z", false),
    ("1º de dezembro de 2024", "2024-12-01T00:00:00Z", false),
    ("7 maggio 2024 ore 14:30", "2024-05-07T14:30:00Z", false),
    ("Dienstag, 7. Mai 2024, 14:30 Uhr", "2024-05-07T14:30:00Z", false),
    ("Stand: 7. März 2024, 14 Uhr", "2024-03-07T14:00:00Z", false),
    ("dinsdag 7 mei 2024 om 14:30", "2024-05-07T14:30:00Z", false),
    ("7 maj 2024 kl. 14.30", "2024-05-07T14:30:00Z", false),
    ("7. toukokuuta 2024 klo 14.30", "2024-05-07T14:30:00Z", false),
    ("7 maja 2024, godz. 14:30", "2024-05-07T14:30:00Z", false),
    ("7. května 2024 v 14:30", "2024-05-07T14:30:00Z", false),
    ("2024. május 7. 14:30", "2024-05-07T14:30:00Z", false),
    ("7 Mayıs 2024 Salı, 14:30", "2024-05-07T14:30:00Z", false),
    ("Selasa, 7 Mei 2024 pukul 14:30 WIB", "2024-05-07T07:30:00Z", true),
    ("вторник, 7 мая 2024 г., 14:30", "2024-05-07T14:30:00Z", false),
    ("7 травня 2024 року", "2024-05-07T00:00:00Z", false),
    ("الثلاثاء ٧ مايو ٢٠٢٤، ١٤:٣٠", "2024-05-07T14:30:00Z", false),
    ("7 تشرين الثاني 2024", "2024-11-07T00:00:00Z", false),
    ("७ मई २०२४", "2024-05-07T00:00:00Z", false),
    ("7 सितम्बर 2024", "2024-09-07T00:00:00Z", false),
    ("৭ মে ২০২৪", "2024-05-07T00:00:00Z", false),
    ("ngày 7 tháng 5 năm 2024", "2024-05-07T00:00:00Z", false),
    ("2024. 5. 7. 14:30", "2024-05-07T14:30:00Z", false),
    // As databases, armed forces and weather services write it.
    ("2024-05-07 06.30.00", "2024-05-07T06:30:00Z", false),
    ("2024-05-07-06.30.00.123456", "2024-05-07T06:30:00.123456Z", false),
    ("May 07 2024 06:30:00:250AM", "2024-05-07T06:30:00.25Z", false),
    ("070630Z MAY 24", "2024-05-07T06:30:00Z", true),
    ("070630ZMAY2024", "2024-05-07T06:30:00Z", true),
    ("0630 GMT 07MAY24", "2024-05-07T06:30:00Z", true),
    ("\\/Date(1715063400000+0200)\\/", "2024-05-07T06:30:00Z", true),
    // Brackets, periods and weekdays around it.
    ("(7 May 2024)", "2024-05-07T00:00:00Z", false),
    ("[May 7, 2024, 6:30 a.m.]", "2024-05-07T06:30:00Z", false),
    ("May 7, 2024.", "2024-05-07T00:00:00Z", false),
    ("7 May 2024. 06:30", "2024-05-07T06:30:00Z", false),
    ("2024.05.07.", "2024-05-07T00:00:00Z", false),
    ("7 May 2024 (Tuesday)", "2024-05-07T00:00:00Z", false),
    // Zones with their names written out, and by the city.
    ("7 May 2024 07:30 British Summer Time", "2024-05-07T06:30:00Z", true),
    ("7 May 2024 12:00 India Standard Time", "2024-05-07T06:30:00Z", true),
    ("7 May 2024 07:30 London time", "2024-05-07T06:30:00Z", true),
    ("7 January 2024 14:30 Beijing time", "2024-01-07T06:30:00Z", true),
    ("7 January 2024 17:30 AET", "2024-01-07T06:30:00Z", true),
    ("7 May 2024 16:00 ACST", "2024-05-07T06:30:00Z", true),
    ("7 May 2024 08:30 MESZ", "2024-05-07T06:30:00Z", true),
    ("7 May 2024 06:30 GMT/UTC", "2024-05-07T06:30:00Z", true),
    // Dates with a clock time, as sites and agencies print them.
    ("9:43 PM, Dec 11, 2016", "2016-12-11T21:43:00Z", false),
    ("Tuesday, May 7, 2024 6:30 AM", "2024-05-07T06:30:00Z", false),
    ("Tuesday, May 7, 2024 at 6:30 AM", "2024-05-07T06:30:00Z", false),
    ("Tuesday, May 7, 2024 - 06:30", "2024-05-07T06:30:00Z", false),
    ("May 7, 2024 / 6:30 AM", "2024-05-07T06:30:00Z", false),
    ("Tue May 7, 2024 | 2:30am EDT", "2024-05-07T06:30:00Z", true),
    ("2:30 AM EDT, Tue May 7, 2024", "2024-05-07T06:30:00Z", true),
    ("06:30 GMT, 7 May 2024", "2024-05-07T06:30:00Z", true),
    ("0630 GMT 7 May 2024", "2024-05-07T06:30:00Z", true),
    ("7 May 2024 0630 GMT", "2024-05-07T06:30:00Z", true),
    ("7 May 2024, 0630 hrs", "2024-05-07T06:30:00Z", false),
    ("Tue 7 May 2024 06.30 GMT", "2024-05-07T06:30:00Z", true),
    ("7 May 2024 6.30pm", "2024-05-07T18:30:00Z", false),
    ("May 7, 2024 6 p.m.", "2024-05-07T18:00:00Z", false),
    ("May 7, 2024 6 p. m.", "2024-05-07T18:00:00Z", false),
    ("May 7, 2024\u{202f}at\u{a0}6:30\u{202f}PM", "2024-05-07T18:30:00Z", false),
    ("6pm on 7 May 2024", "2024-05-07T18:00:00Z", false),
    ("noon, May 7, 2024", "2024-05-07T12:00:00Z", false),
    ("12 noon on 7 May 2024", "2024-05-07T12:00:00Z", false),
    ("May 7, 2024 12:05 a.m.", "2024-05-07T00:05:00Z", false),
    ("May 7, 2024 12:05 p.m.", "2024-05-07T12:05:00Z", false),
    ("May 7, 2024 14:30 PM", "2024-05-07T14:30:00Z", false),
    ("7 May 2024 06h30", "2024-05-07T06:30:00Z", false),
    ("07-May-2024 06:30:15 AM", "2024-05-07T06:30:15Z", false),
    ("7 May 2024 • 06:30", "2024-05-07T06:30:00Z", false),
    ("Published: May 7, 2024, 6:30 a.m.", "2024-05-07T06:30:00Z", false),
    ("Published on 7 May 2024", "2024-05-07T00:00:00Z", false),
    ("Last updated: 2024-05-07 06:30 UTC", "2024-05-07T06:30:00Z", true),
    ("First published on Tue 7 May 2024 02.30 EDT", "2024-05-07T06:30:00Z", true),
    ("\u{200e}5/25/2024\u{200e} 6:30 AM", "2024-05-25T06:30:00Z", false),
];

/// Forms that mean no one time.
const UNREAD: &[&str] = &[
    // November in Polish, October in Croatian; another day's name; a day that is none.
    "7 listopada 2024",
    "lundi 7 mai 2024",
    "31 février 2024",
    "7 mar mai 2024",
    "mar 7 mar mai 2024",
    // Abbreviations of several meanings, or of none.
    "07 May 2024 18:00 BST",
    "Tue, 07 May 2024 18:00:00 BST",
    "07 May 2024 18:00 IST",
    "2024-05-07 18:00 AST",
    "2024-05-07T18:00:00 IST",
    "May 7, 2024 6 p.m. GST",
    "May 7, 2024 6 p.m. SST",
    "May 7, 2024 6 p.m. NST",
    "Tue, 07 May 2024 18:00:00 XYZ",
    "Tue, 07 May 2024 18:00:00 A",
    "07 May 2024 18:00 (BST)",
    "07 May 2024 18:00 [Nowhere/Town]",
    "07 May 2024 18:00 local time",
    "07 May 2024 18:00 Mars/Olympus",
    // Two days, or none.
    "05/07/2024",
    "5-7-2024 18:00",
    "07/05/24",
    "07.05.24",
    "30 February 2024",
    "2024-02-30",
    "2024-13-01",
    "31/31/2024",
    "2024-366-1",
    "2023-366",
    "May 7",
    "May 2024",
    "2024",
    "2024-05",
    "12",
    "7 2024",
    "18:00",
    "6:30 PM EST",
    "May 7, '24",
    "7 May 2024 (Monday)",
    "7 May 2024 (2)",
    "070630A MAY 24",
    "0630 GMT Tuesday 7 May",
    // Contradictions.
    "Monday, 7 May 2024",
    "Wed, 07 May 2024 18:00:00 GMT",
    "7 May June 2024",
    "7 May 2024 18:00 19:00",
    "7 May 2024 18:00 EST PST",
    "7 May 2024 2023",
    "14:30 AM May 7, 2024",
    "7 noon May 7, 2024",
    "25:00 7 May 2024",
    "7 May 2024 18:61",
    "2024-05-07T18:00:00+25:00",
    "2024-05-07T18:00:00+03:75",
    "2024-05-07T18:00:00 00:00",
    // Missing values, other numbers and prose.
    "",
    " ",
    "0",
    "-1",
    "0000-00-00 00:00:00",
    "0001-01-01T00:00:00Z",
    "99999999999999999999",
    "20241301",
    "yesterday",
    "2 hours ago",
    "yesterday at 18:00",
    "midnight, May 7, 2024",
    "He is 24.",
    "#tag1 #tag2",
    "in May 2024",
    "7 May 2024 to 9 May 2024",
    "May 7-9, 2024",
    "3-2",
    "1.5",
    "Version 2.0 of 7 May 2024",
    "+44 20 7946 0000",
    "null",
    "NaN",
    "TBC 2024",
];

#[test]
fn common_written_forms_are_read() {
    assert!(READ.len() > 120, "{}", READ.len());
    for &(text, expected, given) in READ {
        let time = read(text, &TimeZone::UTC).unwrap_or_else(|| panic!("{text} is a time"));
        assert_eq!((time.timestamp.to_string().as_str(), time.zone_given), (expected, given), "{text}");
    }
}

#[test]
fn what_means_no_one_time_stays_unread() {
    for text in UNREAD {
        assert_eq!(read(text, &TimeZone::UTC), None, "{text}");
    }
}

#[test]
fn a_time_without_a_zone_is_in_the_assumed_one() {
    let berlin = TimeZone::get("Europe/Berlin").unwrap();
    for (text, expected, given) in [
        ("2023-09-24 23:46:11", "2023-09-24T21:46:11Z", false),
        ("24 September 2023", "2023-09-23T22:00:00Z", false),
        ("20230924", "2023-09-23T22:00:00Z", false),
        ("2023-09-24T23:46:11Z", "2023-09-24T23:46:11Z", true),
        ("1695599171", "2023-09-24T23:46:11Z", true),
    ] {
        let time = read(text, &berlin).unwrap_or_else(|| panic!("{text} is a time"));
        assert_eq!((time.timestamp.to_string().as_str(), time.zone_given), (expected, given), "{text}");
    }
}

#[test]
fn an_american_abbreviation_is_unread_where_it_means_another_zone() {
    for (home, text) in [
        ("Asia/Shanghai", "7 May 2024 18:00 CST"),
        ("America/Havana", "7 May 2024 18:00 CDT"),
        ("Australia/Sydney", "7 May 2024 18:00 EST"),
        ("Asia/Manila", "7 May 2024 18:00 PST"),
    ] {
        let home = TimeZone::get(home).unwrap();
        assert_eq!(read(text, &home), None, "{text}");
        let america = TimeZone::get("America/Chicago").unwrap();
        assert!(read(text, &america).is_some(), "{text}");
    }
}

#[test]
fn numbers_count_from_1970_or_write_a_date() {
    for (number, expected) in [
        (1_715_063_400.0, Some("2024-05-07T06:30:00Z")),
        (1_715_063_400.5, Some("2024-05-07T06:30:00.5Z")),
        (1_715_063_400_000.0, Some("2024-05-07T06:30:00Z")),
        (1_715_063_400_123_456.0, Some("2024-05-07T06:30:00.123456Z")),
        (1_715_063_400_000_000_000.0, Some("2024-05-07T06:30:00Z")),
        (20_240_507.0, Some("2024-05-07T00:00:00Z")),
        (20_240_507_063_000.0, Some("2024-05-07T06:30:00Z")),
        (0.0, None),
        (2_199_999_999.0, Some("2039-09-18T23:06:39Z")),
        (2_405_070_630.0, None),
        (638_506_602_000_000_000.0, None),
        (133_595_370_000_000_000.0, None),
        (-1.0, None),
        (2024.0, None),
        (20_249_999.0, None),
        (f64::NAN, None),
        (f64::INFINITY, None),
    ] {
        let found = of_number(number, &TimeZone::UTC).map(|time| time.timestamp.to_string());
        assert_eq!(found.as_deref(), expected, "{number}");
    }
}

#[test]
fn a_line_of_digits_alone_is_no_time() {
    for line in ["1715063400", "20240507", "2024", "+441632960961"] {
        assert_eq!(read_line(line, &TimeZone::UTC), None, "{line}");
    }
    assert!(read_line("2024-05-07 06:30", &TimeZone::UTC).is_some());
}

proptest! {
    #[test]
    fn no_text_panics(text in "([0-9]{1,4}|[-+:/., TZ]|May|Tue|a\\.m\\.|pm|GMT|EST|\\PC){0,16}") {
        let _ = read(&text, &TimeZone::UTC);
    }

    /// Every instant comes back in the forms that most programs write.
    #[test]
    fn instants_come_back(second in 100_000_000_i64..4_000_000_000) {
        let expected = jiff::Timestamp::from_second(second).unwrap();
        let civil = TimeZone::UTC.to_datetime(expected);
        for form in [
            "%Y-%m-%dT%H:%M:%SZ",
            "%Y-%m-%d %H:%M:%S",
            "%a, %d %b %Y %H:%M:%S GMT",
            "%A, %B %d, %Y at %I:%M:%S %p UTC",
            "%d-%b-%Y %H:%M:%S",
            "%d.%m.%Y %H:%M:%S",
            "%a %b %e %H:%M:%S %Y",
            "%Y%m%dT%H%M%S",
            "%Y%m%d%H%M%S",
        ] {
            let text = civil.strftime(form).to_string();
            let found = read(&text, &TimeZone::UTC).map(|time| time.timestamp);
            prop_assert_eq!(found, Some(expected), "{}", text);
        }
    }
}
