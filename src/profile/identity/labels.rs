//! Labels of personal details in many languages, flat: one string a language, `|` between labels.

/// Labels whose value says who somebody is, but for those in [`NAMES`].
pub(super) const DETAILS: &[&str] = &[
    // en
    "date of birth|date & place of birth|date and place of birth|dob|d o b|birth date|birthdate|birthday|born|place of birth|birthplace|age|gender|sex\
     |nationality|nationalities|citizenship|marital status|civil status|family status|religion|caste|ethnicity|blood group|height|weight\
     |address|home address|permanent address|current address|present address|correspondence address|mailing address|postal address|residence\
     |phone|phone number|phone no|telephone|tel|mobile no|mobile number|cell phone|contact no|contact number|fax\
     |email|e mail|mail|mail id|email id|email address|e mail address|linkedin|github|skype|whatsapp|telegram|twitter\
     |personal website|personal site|homepage|home page|father's name|fathers name|mother's name|spouse name|husband's name\
     |passport|passport no|passport number|id number|identity card|national id|nric|aadhaar|pan no|pronouns|preferred pronouns|children|kids|dependants|dependents",
    // de
    "geburtsdatum|geboren|geboren am|geburtsort|geburtsdatum und ort|geburtsname|geschlecht|staatsangehörigkeit|staatsbürgerschaft|nationalität|familienstand\
     |personenstand|anschrift|adresse|telefon|telefonnummer|mobiltelefon|handy|konfession|religion|kinder|alter|wohnort|e mail adresse|webseite|homepage",
    // fr
    "date de naissance|lieu de naissance|date et lieu de naissance|né le|née le|né e le|sexe|âge|nationalité|situation familiale|situation de famille|état civil\
     |statut marital|adresse|domicile|téléphone|tél|courriel|mail|adresse électronique|adresse e mail|enfants|site web|permis de séjour",
    // es
    "fecha de nacimiento|lugar de nacimiento|fecha y lugar de nacimiento|sexo|género|edad|nacionalidad|estado civil|dirección|domicilio|teléfono|tel|móvil\
     |celular|correo|correo electrónico|dni|nie|cédula|hijos|página web",
    // it
    "data di nascita|luogo di nascita|luogo e data di nascita|data e luogo di nascita|sesso|età|nazionalità|cittadinanza|stato civile|indirizzo|residenza\
     |domicilio|telefono|cellulare|codice fiscale|figli|sito web",
    // pt
    "data de nascimento|local de nascimento|naturalidade|sexo|gênero|género|idade|nacionalidade|estado civil|endereço|morada|telemóvel|telefone|celular|cpf|rg|filhos",
    // nl
    "geboortedatum|geboorteplaats|geboortedatum en plaats|geslacht|leeftijd|nationaliteit|burgerlijke staat|burgerlijke stand|adres|woonplaats|telefoon\
     |telefoonnummer|mobiel|gsm|kinderen",
    // pl
    "data urodzenia|miejsce urodzenia|data i miejsce urodzenia|płeć|wiek|narodowość|obywatelstwo|stan cywilny|adres|adres zamieszkania|miejsce zamieszkania\
     |telefon|tel|telefon kontaktowy|numer telefonu|nr telefonu|adres e mail|dzieci|pesel",
    // cs, sk
    "datum narození|místo narození|pohlaví|věk|národnost|státní příslušnost|státní občanství|rodinný stav|adresa|bydliště|trvalé bydliště|telefon|děti\
     |dátum narodenia|miesto narodenia|pohlavie|štátna príslušnosť|štátne občianstvo|bydlisko|telefón|deti",
    // ro, hu, hr
    "data nașterii|data nasterii|locul nașterii|sex|vârsta|naționalitate|nationalitate|cetățenie|stare civilă|starea civilă|adresă|adresa\
     |születési idő|születési hely|születési dátum|neme|állampolgárság|családi állapot|lakcím|cím|telefonszám\
     |datum rođenja|mjesto rođenja|mesto rođenja|spol|pol|državljanstvo|bračno stanje|bračni status|prebivalište",
    // tr
    "doğum tarihi|doğum yeri|doğum tarihi ve yeri|doğum|cinsiyet|yaş|uyruk|uyruğu|medeni hali|medeni hal|medeni durum|medeni durumu|adres|telefon|cep telefonu\
     |e posta|eposta|çocuk|çocuklar|askerlik durumu|tc kimlik no",
    // sv, da, no, fi
    "födelsedatum|födelseort|född|personnummer|kön|ålder|medborgarskap|nationalitet|civilstånd|familj|adress|bostadsort|telefon|telefonnummer|e post|barn\
     |fødselsdato|fødselsdag|fødested|født|køn|kjønn|alder|statsborgerskab|statsborgerskap|civilstand|sivilstand|sivilstatus|adresse|bopæl|bosted|børn\
     |syntymäaika|syntymäpaikka|sukupuoli|ikä|kansalaisuus|siviilisääty|osoite|kotipaikka|puhelin|sähköposti|lapset",
    // ru, uk, bg
    "дата рождения|место рождения|возраст|пол|гражданство|национальность|семейное положение|семейный статус|адрес|адрес проживания|место жительства\
     |город проживания|проживание|телефон|тел|мобильный телефон|почта|эл почта|электронная почта|e mail|дети\
     |дата народження|місце народження|дата та місце народження|вік|стать|громадянство|національність|сімейний стан|родинний стан|адреса|адреса проживання\
     |місце проживання|мобільний телефон|ел пошта|електронна пошта|пошта|діти\
     |дата на раждане|място на раждане|гражданско състояние|семейно положение|националност",
    // el
    "ημερομηνία γέννησης|ημ γέννησης|τόπος γέννησης|ημερομηνία και τόπος γέννησης|φύλο|ηλικία|υπηκοότητα|ιθαγένεια|εθνικότητα|οικογενειακή κατάσταση|διεύθυνση\
     |διεύθυνση κατοικίας|τηλέφωνο|κινητό|ηλεκτρονική διεύθυνση|παιδιά|τέκνα",
    // ar, fa, he
    "تاريخ الميلاد|تاريخ ومكان الميلاد|مكان الميلاد|محل الميلاد|الجنسية|الجنس|النوع|العمر|الديانة|الحالة الاجتماعية|الحالة العائلية|العنوان|عنوان السكن|الهاتف|رقم الهاتف|هاتف\
     |الجوال|رقم الجوال|المحمول|البريد الإلكتروني|البريد الالكتروني|الأطفال|عدد الأطفال|رقم الهوية|رقم جواز السفر\
     |تاریخ تولد|محل تولد|وضعیت تأهل|آدرس|تلفن|ملیت|תאריך לידה|ארץ לידה|מצב משפחתי|כתובת|טלפון|נייד|דואר אלקטרוני|אזרחות",
    // zh, ja, ko
    "性别|年龄|出生日期|出生年月|生日|籍贯|户籍|户口|民族|国籍|婚姻状况|婚姻|婚否|政治面貌|身高|体重|住址|地址|现居地|现居住地|居住地|通讯地址|电话|手机|手机号|手机号码|联系电话|邮箱|电子邮箱|电子邮件|微信|子女\
     |身份证号|性別|年齡|出生地|國籍|電話|手機|信箱\
     |生年月日|年齢|国籍|住所|現住所|本籍|出身地|出身|電話番号|電話|携帯|携帯電話|メール|メールアドレス|配偶者|配偶者の有無|扶養家族|扶養家族数\
     |생년월일|나이|성별|국적|주소|전화|전화번호|연락처|휴대폰|이메일|혼인여부|결혼여부",
    // vi, id, ms
    "ngày sinh|ngày tháng năm sinh|năm sinh|nơi sinh|quê quán|giới tính|tuổi|quốc tịch|dân tộc|tôn giáo|tình trạng hôn nhân|hôn nhân|địa chỉ|điện thoại|số điện thoại|cccd|cmnd\
     |tanggal lahir|tempat lahir|tempat tanggal lahir|tempat dan tanggal lahir|jenis kelamin|usia|umur|kewarganegaraan|agama|status perkawinan|status pernikahan\
     |alamat|alamat rumah|telepon|no telepon|no hp|nomor telepon|anak|tarikh lahir|warganegara|bangsa|taraf perkahwinan",
];

/// Labels whose value is the name or a part of it.
pub(super) const NAMES: &[&str] = &[
    "name|full name|first name|last name|middle name|surname|given name|given names|family name|forename|forenames|preferred name|legal name|candidate name|name of candidate|name of applicant",
    "vorname|vornamen|nachname|familienname|vor und nachname|vor und zuname|zuname",
    "nom|prénom|prénoms|nom de famille|nom et prénom|nom prénom|prénom et nom|prénom nom|nom complet",
    "nombre|nombres|apellido|apellidos|nombre y apellidos|nombre y apellido|apellidos y nombre|apellidos nombre|nombre completo",
    "nome|cognome|nome e cognome|cognome e nome|nome cognome|cognome nome|nominativo",
    "nome completo|apelido|sobrenome|nome e sobrenome|nome próprio",
    "naam|voornaam|voornamen|achternaam|volledige naam|naam en voornaam|voor en achternaam",
    "imię|imiona|nazwisko|imię i nazwisko|nazwisko i imię",
    "jméno|příjmení|jméno a příjmení|meno|priezvisko|meno a priezvisko",
    "nume|prenume|nume și prenume|nume prenume|név|teljes név|ime|prezime|ime i prezime",
    "ad|soyad|ad soyad|adı soyadı|adı|soyadı|isim|İsim|isim soyisim|İsim soyisim|soyisim",
    "namn|förnamn|efternamn|för och efternamn|navn|fornavn|efternavn|etternavn|fulde navn|fullt navn|nimi|etunimi|sukunimi",
    "имя|фамилия|отчество|фио|ф и о|имя и фамилия|фамилия имя отчество|фамилия имя|имя фамилия",
    "піб|п і б|прізвище|ім'я|ім я|ім'я та прізвище|прізвище та ім'я|прізвище ім'я|по батькові|име|фамилия|име и фамилия",
    "όνομα|επώνυμο|επίθετο|ονοματεπώνυμο",
    "الاسم|الاسم الكامل|الاسم الأول|اسم العائلة|الإسم|اللقب|نام|نام خانوادگی|نام و نام خانوادگی|שם|שם מלא|שם פרטי|שם משפחה",
    "姓名|名字|氏名|名前|お名前|姓|名|ふりがな|フリガナ|이름|성명",
    "họ và tên|họ tên|họ|tên|nama|nama lengkap|nama depan|nama belakang|nama panggilan",
];

/// Labels of a signature.
pub(super) const SIGNED: &[&str] = &[
    "signed|signed by|signature|unterschrift|gezeichnet|signé|signature de l'intéressé|fdo|firmado|assinado|assinatura|in fede|getekend|handtekening\
     |podpis|podpisano|imza|İmza|підпис|подпись|underskrift|undertecknad|allekirjoitus|υπογραφή|ο υπογράφων|التوقيع|توقيع|签名|签字|署名|서명|ký tên|người ký|chữ ký|tertanda|tanda tangan",
];

/// Labels that are other words too: a colon, a tab, a wide gap or the line's end stands after them.
pub(super) const NEEDS_A_SIGN: &str = "ad|adı|con|anak|họ|tên|名|姓|пол|pol|sex|sesso|sexo|doğum|barn|familj|mail|residence|age\
     |alter|tuổi|usia|cím|neme|rg|nie|homepage|spol\
     |kids|children|kinder|enfants|hijos|figli|filhos|kinderen|dzieci|děti|deti|дети|діти|όνομα|名字|نام|شם|ime|név|meno|nama|isim|apelido|اللقب|height|weight|ikä|вік|ålder|yaş|wiek|věk|età|edad|idade\
     |почта|пошта|religion|agama|bangsa";
