import type { Locale } from '../../shared/locale'

const en = {
  portable: 'no native runtime: training works, but slower',
  unknownSource: 'source unknown',
  missing: 'missing',
  processor: 'Processor',
  cores: 'cores',
  features: 'CPU features',
  unknown: 'not known on this system',
  home: 'Home',
  writable: 'writable',
  free: 'free',
  kerasHome: 'Keras home',
  noElectron: 'its program is not here, so the workbench opens in the browser',
  cannotTrain: 'Training cannot work like this.',
  toMend: 'To mend it:'
}

export const doctorWords: Record<Locale, typeof en> = {
  en,
  'zh-CN': {
    portable: '没有原生运行时：可以训练，但较慢',
    unknownSource: '来源未知',
    missing: '缺少',
    processor: '处理器',
    cores: '核',
    features: 'CPU 特性',
    unknown: '此系统无法得知',
    home: '主目录',
    writable: '可写',
    free: '可用',
    kerasHome: 'Keras 目录',
    noElectron: '没有 Electron 程序，工作台将在浏览器中打开',
    cannotTrain: '当前状态下无法训练。',
    toMend: '修复命令：'
  }
}
