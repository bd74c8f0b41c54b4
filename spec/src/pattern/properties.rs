//! The properties that `\p{..}` may name: ECMA-262 takes exactly these names, while the crate `regex-syntax`, which has the
//! characters of each property, ignores case, underscores and hyphens, and knows more properties.

use regex_syntax::hir::{Class, HirKind};

use super::class::{Ranges, negated};

/// The binary properties of ECMA-262, with their aliases.
const BINARY: &str = "\
    AHex ASCII ASCII_Hex_Digit Alpha Alphabetic Any Assigned Bidi_C Bidi_Control Bidi_M Bidi_Mirrored CI CWCF CWCM \
    CWL CWT CWU Case_Ignorable Cased Changes_When_Casefolded Changes_When_Casemapped Changes_When_Lowercased \
    Changes_When_Titlecased Changes_When_Uppercased DI Dash Default_Ignorable_Code_Point Dep \
    Deprecated Dia Diacritic EBase EComp EMod EPres Emoji Emoji_Component Emoji_Modifier Emoji_Modifier_Base \
    Emoji_Presentation Ext ExtPict Extended_Pictographic Extender Gr_Base Gr_Ext Grapheme_Base Grapheme_Extend Hex \
    Hex_Digit IDC IDS IDSB IDST IDS_Binary_Operator IDS_Trinary_Operator ID_Continue ID_Start Ideo Ideographic Join_C \
    Join_Control LOE Logical_Order_Exception Lower Lowercase Math NChar Noncharacter_Code_Point Pat_Syn Pat_WS \
    Pattern_Syntax Pattern_White_Space QMark Quotation_Mark RI Radical Regional_Indicator SD STerm Sentence_Terminal \
    Soft_Dotted Term Terminal_Punctuation UIdeo Unified_Ideograph Upper Uppercase VS Variation_Selector White_Space XIDC \
    XIDS XID_Continue XID_Start space";

/// The general categories of Unicode, with their aliases.
const CATEGORIES: &str = "\
    C Cased_Letter Cc Cf Close_Punctuation Cn Co Combining_Mark Connector_Punctuation Control Cs Currency_Symbol \
    Dash_Punctuation Decimal_Number Enclosing_Mark Final_Punctuation Format Initial_Punctuation L LC Letter Letter_Number \
    Line_Separator Ll Lm Lo Lowercase_Letter Lt Lu M Mark Math_Symbol Mc Me Mn Modifier_Letter Modifier_Symbol N Nd Nl No \
    Nonspacing_Mark Number Open_Punctuation Other Other_Letter Other_Number Other_Punctuation Other_Symbol P \
    Paragraph_Separator Pc Pd Pe Pf Pi Po Private_Use Ps Punctuation S Sc Separator Sk Sm So Space_Separator Spacing_Mark \
    Surrogate Symbol Titlecase_Letter Unassigned Uppercase_Letter Z Zl Zp Zs cntrl digit punct";

/// The scripts of Unicode 16, with their aliases.
const SCRIPTS: &str = "\
    Adlam Adlm Aghb Ahom Anatolian_Hieroglyphs Arab Arabic Armenian Armi Armn Avestan Avst Bali Balinese Bamu Bamum Bass \
    Bassa_Vah Batak Batk Beng Bengali Bhaiksuki Bhks Bopo Bopomofo Brah Brahmi Brai Braille Bugi Buginese Buhd Buhid Cakm \
    Canadian_Aboriginal Cans Cari Carian Caucasian_Albanian Chakma Cham Cher Cherokee Chorasmian Chrs Common Copt Coptic \
    Cpmn Cprt Cuneiform Cypriot Cypro_Minoan Cyrillic Cyrl Deseret Deva Devanagari Diak Dives_Akuru Dogr Dogra Dsrt Dupl \
    Duployan Egyp Egyptian_Hieroglyphs Elba Elbasan Elym Elymaic Ethi Ethiopic Gara Garay Geor Georgian Glag Glagolitic \
    Gong Gonm Goth Gothic Gran Grantha Greek Grek Gujarati Gujr Gukh Gunjala_Gondi Gurmukhi Guru Gurung_Khema Han Hang \
    Hangul Hani Hanifi_Rohingya Hano Hanunoo Hatr Hatran Hebr Hebrew Hira Hiragana Hluw Hmng Hmnp Hung Imperial_Aramaic \
    Inherited Inscriptional_Pahlavi Inscriptional_Parthian Ital Java Javanese Kaithi Kali Kana Kannada Katakana Kawi \
    Kayah_Li Khar Kharoshthi Khitan_Small_Script Khmer Khmr Khoj Khojki Khudawadi Kirat_Rai Kits Knda Krai Kthi Lana Lao \
    Laoo Latin Latn Lepc Lepcha Limb Limbu Lina Linb Linear_A Linear_B Lisu Lyci Lycian Lydi Lydian Mahajani Mahj Maka \
    Makasar Malayalam Mand Mandaic Mani Manichaean Marc Marchen Masaram_Gondi Medefaidrin Medf Meetei_Mayek Mend \
    Mende_Kikakui Merc Mero Meroitic_Cursive Meroitic_Hieroglyphs Miao Mlym Modi Mong Mongolian Mro Mroo Mtei Mult Multani \
    Myanmar Mymr Nabataean Nag_Mundari Nagm Nand Nandinagari Narb Nbat New_Tai_Lue Newa Nko Nkoo Nshu Nushu \
    Nyiakeng_Puachue_Hmong Ogam Ogham Ol_Chiki Ol_Onal Olck Old_Hungarian Old_Italic Old_North_Arabian Old_Permic \
    Old_Persian Old_Sogdian Old_South_Arabian Old_Turkic Old_Uyghur Onao Oriya Orkh Orya Osage Osge Osma Osmanya Ougr \
    Pahawh_Hmong Palm Palmyrene Pau_Cin_Hau Pauc Perm Phag Phags_Pa Phli Phlp Phnx Phoenician Plrd Prti Psalter_Pahlavi \
    Qaac Qaai Rejang Rjng Rohg Runic Runr Samaritan Samr Sarb Saur Saurashtra Sgnw Sharada Shavian Shaw Shrd Sidd Siddham \
    SignWriting Sind Sinh Sinhala Sogd Sogdian Sogo Sora Sora_Sompeng Soyo Soyombo Sund Sundanese Sunu Sunuwar Sylo \
    Syloti_Nagri Syrc Syriac Tagalog Tagb Tagbanwa Tai_Le Tai_Tham Tai_Viet Takr Takri Tale Talu Tamil Taml Tang Tangsa \
    Tangut Tavt Telu Telugu Tfng Tglg Thaa Thaana Thai Tibetan Tibt Tifinagh Tirh Tirhuta Tnsa Todhri Todr Toto \
    Tulu_Tigalari Tutg Ugar Ugaritic Unknown Vai Vaii Vith Vithkuqi Wancho Wara Warang_Citi Wcho Xpeo Xsux Yezi Yezidi Yi \
    Yiii Zanabazar_Square Zanb Zinh Zyyy Zzzz";

/// Properties of ECMA-262 whose characters `regex-syntax` does not have.
pub(super) const UNSUPPORTED: [&str; 2] = ["Changes_When_NFKC_Casefolded", "CWKCF"];

/// Returns the characters of a property, as `Lu`, `Script=Greek` or `Alphabetic`; `None` if there is no such property.
pub(super) fn characters(text: &str) -> Option<Ranges> {
    match text.split_once('=') {
        None if has(CATEGORIES, text) => category(text),
        None if has(BINARY, text) => query(text),
        Some(("General_Category" | "gc", name)) if has(CATEGORIES, name) => category(name),
        Some(("Script" | "sc", name)) if has(SCRIPTS, name) => script("sc", name),
        Some(("Script_Extensions" | "scx", name)) if has(SCRIPTS, name) => script("scx", name),
        Some(_) | None => None,
    }
}

fn has(names: &str, name: &str) -> bool {
    names.split(' ').any(|listed| listed == name)
}

fn script(property: &str, name: &str) -> Option<Ranges> {
    match name {
        // The characters of no other script.
        "Unknown" | "Zzzz" => {
            let others = SCRIPTS.split(' ').filter(|name| !has("Unknown Zzzz", name));
            let others = others.filter_map(|name| query(&format!("sc={name}")));
            Some(negated(others.flatten().collect()))
        }
        name => query(&format!("{property}={name}")),
    }
}

fn category(name: &str) -> Option<Ranges> {
    match name {
        // Not characters of Rust.
        "Cs" | "Surrogate" => Some(vec![(0xD800, 0xDFFF)]),
        name => query(&format!("gc={name}")),
    }
}

/// Returns the characters of a property that `regex-syntax` knows.
fn query(property: &str) -> Option<Ranges> {
    let parsed = regex_syntax::parse(&format!("\\p{{{property}}}")).ok()?;
    match parsed.kind() {
        HirKind::Class(Class::Unicode(class)) => {
            let ranges = class.ranges().iter();
            Some(
                ranges
                    .map(|range| (range.start().into(), range.end().into()))
                    .collect(),
            )
        }
        // A property of one character.
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            Some(text.chars().map(|c| (c.into(), c.into())).collect())
        }
        HirKind::Empty
        | HirKind::Class(Class::Bytes(_))
        | HirKind::Look(_)
        | HirKind::Repetition(_)
        | HirKind::Capture(_)
        | HirKind::Concat(_)
        | HirKind::Alternation(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{BINARY, CATEGORIES, SCRIPTS, UNSUPPORTED, characters};

    #[test]
    fn every_listed_name_has_characters() {
        let all = [
            ("", BINARY),
            ("", CATEGORIES),
            ("gc=", CATEGORIES),
            ("General_Category=", CATEGORIES),
            ("sc=", SCRIPTS),
            ("Script=", SCRIPTS),
            ("scx=", SCRIPTS),
            ("Script_Extensions=", SCRIPTS),
        ];
        for (kind, names) in all {
            for name in names.split(' ') {
                let found = characters(&format!("{kind}{name}"));
                assert!(found.is_some_and(|found| !found.is_empty()), "{kind}{name}");
            }
        }
    }

    #[test]
    fn names_are_those_of_ecma_262() {
        for name in [
            "",
            "lu",
            "LU",
            "isL",
            "Greek",
            "greek",
            "L u",
            "sc=greek",
            "sc=Lu",
            "gc=Greek",
            "gc=Alphabetic",
            "Script",
            "Alphabetic=Y",
            "age=3.0",
            "Script=Katakana_Or_Hiragana",
            "gcb=CR",
            "Other_Alphabetic",
            "XPosixAlpha",
            "=Lu",
            "gc=",
            "sc==Greek",
        ] {
            assert_eq!(characters(name), None, "{name}");
        }
        for name in UNSUPPORTED {
            assert_eq!(characters(name), None, "{name}");
        }
    }

    #[test]
    fn characters_without_a_script_are_those_of_no_other_script() {
        let unknown = characters("sc=Unknown").unwrap_or_default();
        let has = |code: u32| {
            unknown
                .iter()
                .any(|(first, last)| (*first..=*last).contains(&code))
        };
        assert!(has(0xE000) && has(0x378) && has(0x10_FFFF));
        assert!(!has(0x41) && !has(0x300) && !has(0x4E00));
    }
}
