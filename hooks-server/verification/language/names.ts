import { wordSet } from './lines.js';

/** Common given names and family names. A capital alone cannot tell a name at a question's start, or in lower-case text. */
export const personNames = wordSet(`
james mary robert patricia john jennifer michael linda david elizabeth william barbara richard susan joseph jessica
thomas sarah charles karen christopher lisa daniel nancy matthew betty anthony margaret donald sandra
ashley steven dorothy paul kimberly andrew emily joshua donna kenneth michelle kevin carol brian amanda george
melissa timothy deborah ronald stephanie jason rebecca edward sharon jeffrey laura ryan cynthia jacob kathleen gary amy
nicholas shirley eric angela jonathan helen stephen anna larry brenda justin pamela scott nicole brandon emma benjamin
samantha samuel katherine gregory christine alexander debra patrick rachel raymond carolyn jack janet
dennis catherine jerry maria tyler heather aaron diane jose ruth adam julie henry olivia nathan joyce douglas virginia
zachary victoria peter kelly kyle lauren walter christina ethan joan jeremy evelyn harold judith keith megan
christian andrea roger cheryl noah hannah gerald jacqueline terry martha sean gloria austin teresa arthur ann lawrence
sara jesse madison dylan frances bryan kathryn joe janice billy jean bruce abigail albert sophia willie alice
jordan logan gabriel amber roy juan isabella ralph danielle randy eugene brittany vincent diana
russell elijah louis bobby philip natalie johnny lori bradley tiffany alexis kayla luke lucas derek
erin tracy shannon allison morgan crystal taylor brooke courtney jasmine claire hillary barack vladimir angela narendra
arvind sachin virat shahrukh amitabh salman aamir priya rahul amit anil sunil raj ravi rohit sanjay vijay suresh
ramesh mohammed muhammad ahmed ali omar hassan fatima aisha ivan sergei dmitri olga natasha wei ming chen hiroshi
kenji yuki carlos luis miguel pedro javier alejandro sofia lucia carmen hans fritz klaus jürgen dieter helmut heinrich
ludwig wolfgang pierre jacques françois antoine marie sophie giovanni marco luca giuseppe leonardo
smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson
moore jackson martin lee perez thompson harris sanchez clark ramirez lewis robinson walker
allen wright torres nguyen hill flores green adams nelson baker rivera campbell mitchell carter
roberts gomez phillips evans turner diaz parker cruz edwards collins reyes stewart morris morales murphy cook rogers
gutierrez ortiz cooper peterson bailey reed kelly howard ramos kim cox richardson watson brooks chavez
bennett gray mendoza ruiz hughes price alvarez castillo sanders patel myers ross foster jimenez powell jenkins perry
sullivan bell coleman butler henderson barnes fisher vasquez simmons jordan patterson
alexander hamilton graham reynolds griffin wallace moreno west cole hayes bryant herrera gibson ellis medina aguilar
stevens murray ford castro marshall owens harrison fernandez woods washington kennedy wells trump obama clinton
biden putin modi gandhi kejriwal merkel einstein newton darwin shakespeare mozart beethoven tesla musk gates jobs
zuckerberg bezos buffett hitler stalin lenin churchill lincoln kapoor khan singh sharma gupta kumar reddy rao iyer
müller schmidt schneider fischer weber meyer wagner becker schulz hoffmann
`);

/** Names of products, companies, tools and languages that people often write without a capital. */
export const productNames = wordSet(`
google facebook instagram whatsapp twitter youtube snapchat tiktok linkedin reddit quora pinterest telegram netflix
spotify amazon flipkart ebay alibaba paypal venmo uber lyft airbnb apple microsoft samsung nokia sony huawei xiaomi
oneplus motorola lenovo dell hp asus acer intel amd nvidia qualcomm ibm oracle sap salesforce adobe
android ios windows linux ubuntu debian fedora centos macos unix iphone ipad ipod macbook xbox playstation nintendo
python java javascript typescript ruby php perl golang rust kotlin scala haskell matlab cobol fortran clojure elixir
erlang c++ c# sql html css bash powershell react angular vue svelte django flask rails laravel spring express node
nodejs nextjs jquery bootstrap tailwind tensorflow pytorch jax keras pandas numpy scipy spark hadoop kafka rabbitmq
mysql postgres postgresql mongodb redis cassandra sqlite mariadb dynamodb elasticsearch neo4j snowflake bigquery
docker kubernetes podman terraform ansible jenkins git github gitlab bitbucket svn aws azure gcp heroku
cloudflare nginx apache tomcat excel powerpoint outlook gmail yahoo bing chrome firefox safari edge opera photoshop
illustrator figma slack zoom skype discord jira trello notion bitcoin ethereum solana litecoin dogecoin ripple cardano
visa mastercard tesla toyota honda bmw audi mercedes ford chevrolet hyundai nissan volkswagen porsche ferrari
boeing airbus starbucks mcdonalds walmart ikea nike adidas coca-cola pepsi disney marvel jio airtel vodafone verizon
upsc gate gre gmat toefl ielts sat cat jee neet mba btech phd nasa fbi cia isro nato unesco
ibuprofen aspirin paracetamol acetaminophen amoxicillin metformin xanax adderall prozac tylenol advil
christianity islam hinduism buddhism judaism sikhism christian muslim hindu buddhist jewish sikh
`);
